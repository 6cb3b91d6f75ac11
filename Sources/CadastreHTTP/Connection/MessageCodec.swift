import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Between HTTP/1.1 as SwiftNIO parses it and the version-independent messages that Hummingbird speaks.
///
/// It refuses what the parser lets pass (no `Host`, two of them, a target that is no path), tells the request loop by
/// `Connection: close` that no request can follow, and the ``ConnectionTimer`` where requests and answers end. Requests
/// that ``ImmediateAnswers`` takes on never reach the request loop.
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
    /// The request that may be answered here, when its end has come.
    private var held: HTTPRequest?
    /// The same of one that changes something, and what has come of its body.
    private var announced: (change: AnnouncedChange, body: ByteBuffer)?
    /// What waits behind a change that is being committed; `nil` where none is, or the connection has gone.
    private var backlog: Backlog?
    /// Whether a change is being committed.
    private var isCommitting = false
    private var commitAwaited: EventLoopPromise<Void>?
    private var context: ChannelHandlerContext?
    /// Whether the last answer of the connection has been written, at least its head.
    private var isOver = false
    /// Whether a request has come after that.
    private var isInVain = false

    init(timer: ConnectionTimer, immediate: ImmediateAnswers) {
        self.timer = timer
        self.immediate = immediate
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { take(.part(unwrapInboundIn(data)), context) }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) { take(.event(event), context) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { take(.failure(error), context) }

    func channelInactive(context: ChannelHandlerContext) {
        backlog = nil
        release(context)
        context.fireChannelInactive()
    }

    func read(context: ChannelHandlerContext) {
        if backlog?.isFull == true { backlog?.owesRead = true } else { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let answer):
            let head = framed(answer)
            isOver = isOver || head.headers["connection"] == ["close"]
            context.write(wrapOutboundOut(.head(head)), promise: promise)
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

// MARK: - Up the pipeline

extension MessageCodec {
    /// Lets something pass, unless it has to wait for an answer that is on its way. Requests are dropped where no answer
    /// to them would be sent.
    private func take(_ item: Backlog.Item, _ context: ChannelHandlerContext) {
        if case .part(let part) = item, isUnanswerable(part) { return }
        guard backlog == nil else {
            backlog?.append(item)
            return
        }
        switch item {
        case .part(.head(let head)): begin(head, context)
        case .part(.body(let bytes)): proceed(bytes, context)
        case .part(.end): end(context)
        case .event(let event):
            release(context)
            context.fireUserInboundEventTriggered(event)
        case .failure(let error):
            release(context)
            context.fireErrorCaught(error)
        }
    }

    private func isUnanswerable(_ part: HTTPServerRequestPart) -> Bool {
        if case .head = part, isOver { isInVain = true }
        return isInVain || timer.isEnding
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        do throws(MalformedRequest) {
            if head.version.isOld, answersBeforeOld == nil { answersBeforeOld = max(timer.unanswered, 0) }
            let request = try HTTPRequest(received: head)
            // Answers keep the order of requests: none passes one that the conversation still has to answer.
            let isFree = timer.unanswered == 0 && !isOver && !timer.isShuttingDown
            if isFree, immediate.mayAnswer(request) {
                held = request
            } else if isFree, let change = immediate.announceChange(request) {
                announced = (change, ByteBuffer())
            } else {
                context.fireChannelRead(wrapInboundOut(.head(request)))
            }
        } catch {
            context.pipeline.fireErrorCaught(error)
        }
    }

    private func proceed(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard announced != nil else { return context.fireChannelRead(wrapInboundOut(.body(bytes))) }
        announced?.body.writeImmutableBuffer(bytes)
    }

    private func end(_ context: ChannelHandlerContext) {
        timer.requestArrived()
        if let request = held, let answer = immediate.answer(request) {
            held = nil
            return send(answer, context)
        }
        if let (change, body) = announced, let answer = immediate.prepare(change, body) {
            announced = nil
            return commit(change, answer, context)
        }
        release(context)
        context.fireChannelRead(wrapInboundOut(.end(nil)))
    }

    /// Leaves the request that was to be answered here to the conversation, as far as it has come.
    private func release(_ context: ChannelHandlerContext) {
        if let request = held.take() { context.fireChannelRead(wrapInboundOut(.head(request))) }
        guard let (change, body) = announced.take() else { return }
        context.fireChannelRead(wrapInboundOut(.head(change.head)))
        if body.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(.body(body))) }
    }
}

// MARK: - Down the pipeline

extension MessageCodec {
    /// Queues a change. What comes up the pipeline meanwhile waits until its answer has been sent: it may be the next
    /// request, or the end of the input, at which the conversation would end the connection.
    private func commit(_ change: AnnouncedChange, _ answer: PendingAnswer, _ context: ChannelHandlerContext) {
        backlog = Backlog()
        isCommitting = true
        let eventLoop = context.eventLoop
        let here = NIOLoopBound((codec: self, change: change), eventLoop: eventLoop)
        answer.submit { outcome in
            eventLoop.execute {
                let (codec, change) = here.value
                codec.immediate.answer(change, outcome(), on: eventLoop) { codec.committed($0) }
            }
        }
    }

    /// When the change that is being committed has been, and is in the log; `nil` where none is.
    ///
    /// A commit may take longer than the connection lasts. Whoever ends the event loop has to wait for it, as the outcome
    /// comes back there.
    func awaitCommit(on eventLoop: any EventLoop) -> EventLoopFuture<Void>? {
        guard isCommitting else { return nil }
        let promise = commitAwaited ?? eventLoop.makePromise()
        commitAwaited = promise
        return promise.futureResult
    }

    private func committed(_ answer: Answer) {
        isCommitting = false
        commitAwaited?.succeed()
        guard let context, var waiting = backlog.take() else { return }
        let isLast = timer.isShuttingDown
        send(immediate.bytes(of: answer, isLast: isLast), context)
        guard !isLast else { return }
        while backlog == nil, let item = waiting.next() { take(item, context) }
        // Another change may have begun among what waited: the rest waits for that.
        while let item = waiting.next() { backlog?.append(item) }
        context.fireChannelReadComplete()
        if waiting.owesRead { read(context: context) }
    }

    private func send(_ answer: (first: ByteBuffer, rest: ByteBuffer?), _ context: ChannelHandlerContext) {
        timer.send(answer.first)
        if let rest = answer.rest { timer.send(rest) }
        context.flush()
        timer.answerEnded()
    }

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
        // Nothing is answered behind it; what has been asked already is.
        if timer.isShuttingDown, timer.unanswered <= 1, answer.status.kind != .informational,
            !head.headers.contains(name: "connection")
        {
            head.headers.add(name: "connection", value: "close")
        }
        return head
    }
}
