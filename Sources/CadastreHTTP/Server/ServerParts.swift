import Cadastre
import Logging
import NIOCore

/// What the listeners of one server share.
struct ServerParts: Sendable {
    /// Tells who has a token.
    typealias Authenticator = @Sendable (String) throws(RegistryError) -> Caller

    let configuration: ServerConfiguration
    let metrics: RequestMetrics
    let logWriter: LogWriter
    let logger: Logger
    let eventLoops: any EventLoopGroup
    let authenticate: Authenticator

    /// What browsers are told of pages of other origins.
    var crossOrigin: CrossOrigin { CrossOrigin(configuration.crossOrigin) }
}
