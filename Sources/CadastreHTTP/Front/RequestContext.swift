import Cadastre
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// What is known about a request beside its message; each layer on the way in adds what it has found out.
struct RequestContext: Hummingbird.RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    /// The name of the request in the log and in the answer.
    var requestID = ""
    /// Whether the answer may be compressed with gzip.
    var acceptsGzip = false
    /// Who asks.
    var caller = Caller.anonymous
    /// The parameters of the query; only those that the call knows, each at most once.
    var query = QueryParameters()
    /// The whole body, where the call reads one.
    var body: [UInt8] = []

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The address at the other end of the connection.
    var peer: NetworkAddress? { channel.remoteAddress?.ipAddress.flatMap(NetworkAddress.init) }

    /// The id that a part of the path is; one that nothing has where that is no UUID.
    func id<Record>(_ name: String) -> ID<Record> { ID(naming: pathParameter(name)) }

    /// A part of the path, as the route names it, with its percent-encoding undone.
    ///
    /// A part that no text could have been encoded to is left as it is: nothing has such a name.
    func pathParameter(_ name: String) -> String {
        guard let part = parameters.get(name) else { return "" }
        return part.utf8.contains(UInt8(ascii: "%")) ? PercentEncoding.decode(part[...]) ?? part : part
    }
}
