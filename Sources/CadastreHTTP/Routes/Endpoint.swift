import Cadastre
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// One call behind its checks, in the order in which the first that fails answers: `Accept`, `Content-Type`,
/// `Content-Length`, the token, the body, the query. What comes after those is the core's.
struct Endpoint: HTTPResponder {
    typealias Context = RequestContext

    let call: Call
    let authenticate: @Sendable (String) throws(RegistryError) -> Caller
    let maximumBodyBytes: Int

    func respond(to request: Request, context: RequestContext) async throws -> Response {
        try checkHead(request.head)
        var context = context
        context.caller = try caller(of: request.headers)
        if readsBody { context.body = try await body(of: request) }
        context.query = try QueryParameters(request.uri.query, known: call.query)
        switch call.handler {
        case .immediate(let answer): return try answer(request, context).response
        case .committing(let prepare): return try await prepare(request, context).committed().response
        case .suspending(let answer): return try await answer(request, context).response
        }
    }

    /// Whether the call is told by the body of a request.
    var readsBody: Bool { !call.reads.isEmpty }

    /// Whether the call is answered when its change is committed, and waits for nothing else.
    var isAnsweredByCommit: Bool {
        switch call.handler {
        case .committing: true
        case .immediate, .suspending: false
        }
    }

    /// The checks that come before the body: who asks, where none fails.
    func checkAnnounced(_ head: HTTPRequest) throws -> Caller {
        try checkHead(head)
        return try caller(of: head.headerFields)
    }

    /// What ``respond(to:context:)`` does with a body that it has read, up to the change; `nil` for a call that changes
    /// nothing. Its head has been checked, and the context says who asks.
    func prepare(_ request: Request, _ context: RequestContext, body: [UInt8]) throws -> PendingAnswer? {
        guard case .committing(let prepare) = call.handler, body.count <= maximumBodyBytes else { return nil }
        var context = context
        if readsBody { context.body = body }
        context.query = try QueryParameters(request.uri.query, known: call.query)
        return try prepare(request, context)
    }

    /// What ``respond(to:context:)`` answers to a request without a body, where that takes no waiting; `nil` where it does.
    func answerAtOnce(_ request: Request, _ context: RequestContext) throws -> Answer? {
        guard case .immediate(let answer) = call.handler, !readsBody else { return nil }
        try checkHead(request.head)
        var context = context
        context.caller = try caller(of: request.headers)
        context.query = try QueryParameters(request.uri.query, known: call.query)
        return try answer(request, context)
    }

    /// Refuses a request whose `Accept` leaves out the only type that it could be answered in.
    static func requireAcceptable(_ media: MediaType, in fields: HTTPFields) throws(HTTPProblem) {
        guard let accept = fields[.accept], accept != "*/*", !Accept(accept).allows(media) else { return }
        throw .notAcceptable(offered: media.name)
    }

    private func checkHead(_ head: HTTPRequest) throws {
        if let media = call.answers { try Self.requireAcceptable(media, in: head.headerFields) }
        guard readsBody else { return }
        let type = head.headerFields[.contentType].map(ContentType.init)
        let coding = head.headerFields[.contentEncoding]?.lowercased()
        guard let type, call.reads.contains(where: type.isReadable), coding == nil || coding == "identity" else {
            throw HTTPProblem.unsupportedMediaType(accepted: call.reads.map(\.name).joined(separator: " or "))
        }
        if let length = head.contentLength, length > maximumBodyBytes { throw bodyTooLarge }
    }

    private func caller(of fields: HTTPFields) throws(RegistryError) -> Caller {
        guard let token = try BearerToken.read(from: fields[values: .authorization]) else {
            if call.audience == .users { throw .unauthenticated(.missing) }
            return .anonymous
        }
        return try authenticate(token)
    }

    private func body(of request: Request) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await piece in request.body {
                guard bytes.count + piece.readableBytes <= maximumBodyBytes else { throw bodyTooLarge }
                bytes.append(contentsOf: piece.readableBytesView)
            }
        } catch let error as RegistryError {
            throw error
        } catch {
            throw HTTPProblem(ofConnection: error) ?? .malformedRequest(detail: "The body ended before its time.")
        }
        return bytes
    }

    private var bodyTooLarge: RegistryError { .tooLarge("A body may have at most \(maximumBodyBytes) bytes.") }
}
