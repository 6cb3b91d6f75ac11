import HTTPTypes
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// A request that the parser took and that is none.
struct MalformedRequest: Error {
    /// What is wrong, as a sentence.
    let detail: String
}

extension HTTPVersion {
    /// Whether it is older than HTTP/1.1: no chunks, no `Host`, one request a connection.
    var isOld: Bool { (major, minor) < (1, 1) }
}

extension HTTPRequest {
    /// The request that a parsed head asks for.
    init(received head: HTTPRequestHead) throws(MalformedRequest) {
        guard let method = try? Method(head.method) else { throw MalformedRequest(detail: "The method is no word.") }
        var fields = HTTPFields()
        fields.reserveCapacity(head.headers.count)
        var hosts: [String] = []
        for (name, value) in head.headers {
            guard let name = HTTPField.Name(name) else { throw MalformedRequest(detail: "A header field has no name.") }
            if name.canonicalName == "host" { hosts.append(value) }
            fields.append(HTTPField(name: name, value: value))
        }
        guard hosts.count == 1 || hosts.isEmpty && head.version.isOld else {
            throw MalformedRequest(detail: "A request has exactly one Host.")
        }
        for host in hosts { try Self.checkHost(host) }
        try Self.checkCodings(fields[values: .transferEncoding], of: head.version)
        // The parser stops at a request to speak another protocol, which nobody does here: nothing follows it.
        if !head.isKeepAlive || head.version.isOld || fields.contains(.upgrade) { fields[.connection] = "close" }
        let path = try Self.path(ofTarget: head.uri)
        self.init(method: method, scheme: "http", authority: nil, path: path, headerFields: fields)
    }

    /// A host and perhaps a port: the bytes that RFC 3986, 3.2.2 lets them have.
    private static func checkHost(_ host: String) throws(MalformedRequest) {
        let isHost = !host.isEmpty && host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !notInHosts.contains($0) }
        guard isHost else { throw MalformedRequest(detail: "The Host is no host.") }
    }

    private static let notInHosts = Array("/?#@\\\"<>^`{|}".utf8)

    /// Chunks are the only coding that is undone here; another one in front of them would leave bytes that nobody reads as
    /// they are meant (RFC 9112, 6.1), and a client of HTTP/1.0 can't mean any.
    private static func checkCodings(_ codings: [String], of version: HTTPVersion) throws(MalformedRequest) {
        guard !codings.isEmpty else { return }
        guard !version.isOld, codings.count == 1, codings[0].lowercased() == "chunked" else {
            throw MalformedRequest(detail: "The Transfer-Encoding must be chunked and nothing else, in HTTP/1.1.")
        }
    }

    /// The path and the query of a request's target: the target itself, or that of the absolute form that proxies use.
    private static func path(ofTarget target: String) throws(MalformedRequest) -> String {
        if target.utf8.first == UInt8(ascii: "/") || target == "*" { return target }
        for scheme in ["http://", "https://"] where target.lowercased().hasPrefix(scheme) {
            let rest = target.utf8.dropFirst(scheme.utf8.count)
            guard let start = rest.firstIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }) else {
                return "/"
            }
            let path = target[start...]
            return path.utf8.first == UInt8(ascii: "?") ? "/" + path : String(path)
        }
        throw MalformedRequest(detail: "The target of a request is a path that begins with a slash.")
    }
}
