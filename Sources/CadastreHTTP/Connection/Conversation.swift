import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes

/// What goes to and fro on one connection: requests are answered in their order, one at a time.
struct Conversation {
    typealias Parts = NIOAsyncChannelInboundStream<HTTPRequestPart>

    let door: FrontDoor
    let limits: ServerConfiguration.Limits
    let channel: any Channel
    let outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>
    let logger: Logger

    /// Answers until the client has nothing more to ask, or can't be understood.
    ///
    /// - Throws: when the other side has gone.
    func run(_ inbound: Parts) async throws {
        var parts = inbound.makeAsyncIterator()
        do {
            while case .head(let head) = try await parts.next() {
                guard try await answer(head, &parts) else { return }
            }
        } catch {
            guard let problem = HTTPProblem(ofConnection: error) else { throw error }
            try await write(door.refuse(problem, context: makeContext()), isLast: true)
        }
    }

    /// Answers one request.
    ///
    /// - Returns: Whether another one may follow on this connection.
    private func answer(_ head: HTTPRequest, _ parts: inout Parts.AsyncIterator) async throws -> Bool {
        let body = head.announcesBody ? IncomingBody(of: head, parts: parts, outbound: outbound) : nil
        let request = Request(
            head: head, body: body.map { RequestBody(asyncSequence: $0) } ?? RequestBody(buffer: ByteBuffer()))
        let response = await door.respond(to: request, context: makeContext())
        let isLast = head.headerFields[.connection] == "close" || body.map { !isWorthDraining($0, of: head) } ?? false
        try await write(response, isLast: isLast)
        guard !isLast else { return false }
        if let body { return await body.drain() }
        guard case .end = try await parts.next() else { return false }
        return true
    }

    /// Whether the rest of a body is small enough to be read and dropped, so that the connection can go on.
    private func isWorthDraining(_ body: IncomingBody, of head: HTTPRequest) -> Bool {
        if body.isComplete { return true }
        guard !body.hasFailed, !body.isHeldBack, let length = head.contentLength else { return false }
        return length <= limits.bodyBytes
    }

    private func write(_ response: Response, isLast: Bool) async throws {
        var head = response.head
        if isLast { head.headerFields.append(.connectionClose) }
        try await ResponseWriter(outbound: outbound).write(response: head, body: response.body)
    }

    private func makeContext() -> RequestContext {
        RequestContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
    }
}

extension HTTPRequest {
    /// Whether a body, perhaps an empty one, comes after the head.
    var announcesBody: Bool {
        headerFields.contains(.contentLength) || headerFields.contains(.transferEncoding)
    }

    /// How long the body says that it is, in bytes. The parser has made sure that it is a number; it may be one that is
    /// too large for an `Int`.
    var contentLength: Int? { headerFields[.contentLength].map { Int($0) ?? .max } }
}
