import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Between HTTP/1.1 as SwiftNIO parses it and the version-independent messages that Hummingbird speaks.
///
/// It refuses what the parser lets pass (no `Host`, two of them, a target that is no path), tells the request loop by
/// `Connection: close` that no request can follow, and the ``ConnectionTimer`` where requests and answers end. Requests
/// that ``ImmediateAnswers`` has an answer for never reach the request loop.
final class MessageCodec: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let timer: ConnectionTimer
    /// How many answers still go before that to a request of HTTP/1.0, which is a connection's last; `nil` for no such
    /// request. Its client does not understand chunks.
    private var answersBeforeOld: Int?
    private let immediate: ImmediateAnswers
    /// The request that may be answered at once, when its end has come.
    private var held: HTTPRequest?
    /// Whether the last answer of the connection has been written.
    private var isOver = false

    init(timer: ConnectionTimer, immediate: ImmediateAnswers) {
        self.timer = timer
        self.immediate = immediate
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            do throws(MalformedRequest) {
                if head.version.isOld, answersBeforeOld == nil { answersBeforeOld = max(timer.unanswered, 0) }
                let request = try HTTPRequest(received: head)
                // Answers keep the order of requests: none passes one that the conversation still has to answer.
                if timer.unanswered == 0, !isOver, !timer.isShuttingDown, immediate.mayAnswer(request) {
                    held = request
                } else {
                    context.fireChannelRead(wrapInboundOut(.head(request)))
                }
            } catch {
                context.pipeline.fireErrorCaught(error)
            }
        case .body(let bytes):
            context.fireChannelRead(wrapInboundOut(.body(bytes)))
        case .end:
            timer.requestArrived()
            if let request = held.take() {
                if let answer = immediate.answer(request) { return send(answer, context) }
                context.fireChannelRead(wrapInboundOut(.head(request)))
            }
            context.fireChannelRead(wrapInboundOut(.end(nil)))
        }
    }

    private func send(_ answer: (first: ByteBuffer, rest: ByteBuffer?), _ context: ChannelHandlerContext) {
        timer.send(answer.first)
        if let rest = answer.rest { timer.send(rest) }
        context.flush()
        timer.answerEnded()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let answer):
            isOver = isOver || answer.headerFields[.connection] == "close"
            context.write(wrapOutboundOut(.head(framed(answer))), promise: promise)
        case .body(let bytes):
            context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: promise)
            timer.answerProgressed()
        case .end:
            context.write(wrapOutboundOut(.end(nil)), promise: promise)
            answersBeforeOld = answersBeforeOld.map { $0 - 1 }
            timer.answerEnded()
        }
    }
}

extension MessageCodec {
    /// The head of an answer as HTTP/1 frames it.
    ///
    /// The encoder could do that, but would end the content of an answer to `HEAD` that has none.
    private func framed(_ answer: HTTPResponse) -> HTTPResponseHead {
        var head = HTTPResponseHead(answer)
        if answer.status.kind == .informational || answer.status == .noContent || answer.status == .notModified {
            head.headers.remove(name: "content-length")
        }
        if answersBeforeOld == 0 {
            head.version = .http1_0
            head.headers.remove(name: "transfer-encoding")
        }
        if timer.isShuttingDown, answer.status.kind != .informational, !head.headers.contains(name: "connection") {
            head.headers.add(name: "connection", value: "close")
        }
        return head
    }
}

extension HTTPVersion {
    /// Whether it is older than HTTP/1.1: no chunks, no `Host`, one request a connection.
    fileprivate var isOld: Bool { (major, minor) < (1, 1) }
}

/// A request that the parser took and that is none.
struct MalformedRequest: Error {
    /// What is wrong, as a sentence.
    let detail: String
}

extension HTTPRequest {
    /// The request that a parsed head asks for.
    fileprivate init(received head: HTTPRequestHead) throws(MalformedRequest) {
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
