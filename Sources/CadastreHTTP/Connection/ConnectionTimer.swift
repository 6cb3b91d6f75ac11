import NIOCore

/// The time that a connection may take, and how it ends.
///
/// It stands next to the socket, so that it sees bytes that are not yet a request: a head that comes a byte a minute
/// runs into the same deadline as a body that does. ``MessageCodec`` tells it where requests and answers end.
///
/// - Nothing asked: the connection is closed after `idle`.
/// - A request is arriving: after `request`, ``RequestTimedOut`` goes up the pipeline, to be answered with 408.
/// - A request takes more bytes than the largest body needs in the smallest chunks: ``RequestTooLong`` goes up. Only what
///   is around the chunks can be that long, as a body is refused at its own bound: sizes of leading zeros, extensions.
/// - A request is being answered: the connection is closed after `answer`. Every piece of a streamed answer that the
///   client takes begins that time anew.
/// - The server ends the connection: what was written is sent, the output closed, and what still comes is read and
///   dropped for a while. Closed at once, the system would answer those bytes with a reset, and the reset would take
///   the answer from a client that is still sending.
/// - All places are taken: the connection is closed if it has waited for its client longer than any other
///   (``OpenConnections``).
final class ConnectionTimer: ChannelInboundHandler, ChannelOutboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// What the connection is doing.
    enum Phase: Equatable {
        case idle
        case receiving
        case answering
        case ending(dropped: Int)
    }

    private let timeouts: ServerConfiguration.Timeouts
    private let maximumDroppedBytes: Int
    private let maximumRequestBytes: Int
    private let shortestTimeout: TimeAmount
    private let connections: OpenConnections
    private var place: OpenConnections.Place?
    /// Since when the connection has waited for its client; `nil` while it works for it.
    private var waitingSince: NIODeadline?

    private(set) var phase = Phase.idle
    /// Requests that have arrived, less answers that have gone; -1 where an answer went before its request's end.
    private(set) var unanswered = 0
    /// How many bytes have come since a request ended.
    private var receivedBytes = 0
    private var deadline = NIODeadline.distantFuture
    private var lastDeadline = NIODeadline.distantFuture
    private var alarm: Scheduled<Void>?
    private var context: ChannelHandlerContext?
    private var isInputClosed = false
    private var isOutputClosed = false
    /// Whether the server ends the connection: nothing more is sent than what was written.
    var isEnding: Bool {
        if case .ending = phase { true } else { false }
    }
    /// Whether the server has been told to stop: no request follows the one that runs.
    private(set) var isShuttingDown = false

    /// - Parameters:
    ///   - timeouts: How long things may take.
    ///   - maximumDroppedBytes: How much is read and dropped before a connection is closed.
    ///   - maximumRequestBytes: How long a request may be as it is sent.
    ///   - connections: Those of the listener.
    init(
        timeouts: ServerConfiguration.Timeouts, maximumDroppedBytes: Int, maximumRequestBytes: Int,
        among connections: OpenConnections
    ) {
        self.timeouts = timeouts
        self.maximumDroppedBytes = maximumDroppedBytes
        self.maximumRequestBytes = maximumRequestBytes
        self.connections = connections
        shortestTimeout = TimeAmount(min(timeouts.idle, timeouts.request, timeouts.answer))
    }

    // MARK: What the codec tells

    /// The last byte of a request has come.
    func requestArrived() {
        unanswered += 1
        receivedBytes = 0
        // One that comes behind another gives that one no more time.
        if unanswered <= 1 { settle() }
    }

    /// A part of an answer has been passed down.
    func answerProgressed() {
        if phase == .answering, let context { setDeadline(after: timeouts.answer, context) }
    }

    /// The last part of an answer has been passed down.
    func answerEnded() {
        unanswered -= 1
        settle()
    }

    /// Sends bytes that are a whole answer, or a part of one, as they are.
    func send(_ bytes: ByteBuffer) {
        context?.write(wrapOutboundOut(.byteBuffer(bytes)), promise: nil)
    }

    private func settle() {
        guard let context else { return }
        guard !isEnding else { return }
        if unanswered > 0 {
            begin(.answering, for: timeouts.answer, context)
        } else if unanswered == 0 {
            // What came behind the last request that has arrived is the beginning of another.
            if receivedBytes > 0 {
                begin(.receiving, for: timeouts.request, context)
            } else {
                begin(.idle, for: timeouts.idle, context)
            }
            if isShuttingDown || connections.takeOwedRoom() { end(context) }
        }
    }

    private func begin(_ phase: Phase, for duration: Duration, _ context: ChannelHandlerContext) {
        self.phase = phase
        let now = context.eventLoop.now
        deadline = now + TimeAmount(duration)
        setWaiting(since: now, context)
    }

    /// An answer that the client does not take waits for it as much as a request that does not come.
    private func setWaiting(since now: NIODeadline, _ context: ChannelHandlerContext) {
        waitingSince = phase == .answering && context.channel.isWritable ? nil : now
        place?.set(waitingSince: waitingSince)
    }

    // MARK: Bytes

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch phase {
        case .ending(let dropped):
            let dropped = dropped + unwrapInboundIn(data).readableBytes
            phase = .ending(dropped: dropped)
            if dropped > maximumDroppedBytes { context.close(promise: nil) }
            return
        case .idle:
            begin(.receiving, for: timeouts.request, context)
        case .receiving, .answering: break
        }
        receivedBytes += unwrapInboundIn(data).readableBytes
        context.fireChannelRead(data)
        if phase == .receiving, receivedBytes > maximumRequestBytes { giveUp(RequestTooLong(), context) }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if phase == .answering {
            setWaiting(since: context.eventLoop.now, context)
            if waitingSince != nil, connections.takeOwedRoom() { connections.makeRoom() }
        }
        context.fireChannelWritabilityChanged()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        // Who drops bytes asks for them: the handlers above have stopped reading.
        if isEnding { context.read() }
    }
}

// MARK: - Ends

extension ConnectionTimer {
    /// Asks the pipeline to send what was written and to end the connection.
    struct EndConnection: Sendable {}

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is EndConnection else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        end(context)
        promise?.succeed()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            shutDown(context)
        case let wish as OpenConnections.MakeRoom:
            makeRoom(wish, context)
        case ChannelEvent.inputClosed:
            isInputClosed = true
            // Before that, what was written is still on its way.
            if isOutputClosed { context.close(promise: nil) }
            context.fireUserInboundEventTriggered(event)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    private func makeRoom(_ wish: OpenConnections.MakeRoom, _ context: ChannelHandlerContext) {
        if waitingSince == wish.waitingSince {
            context.close(promise: nil)
        } else {
            // The client has done something since: another one is asked.
            connections.makeRoom()
        }
    }

    private func shutDown(_ context: ChannelHandlerContext) {
        guard !isShuttingDown else { return }
        isShuttingDown = true
        lastDeadline = context.eventLoop.now + TimeAmount(timeouts.shutdown)
        setAlarm(context)
        // Nobody is sending, so nobody can miss an answer.
        if phase == .idle { end(context, lingers: false) }
    }

    private func end(_ context: ChannelHandlerContext, lingers: Bool = true) {
        guard !isEnding else { return }
        begin(.ending(dropped: 0), for: timeouts.answer, context)
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenComplete { _ in self.outputClosed(context, lingers: lingers) }
        if isInputClosed {
            // Closing the second side closes the socket at once, and drops what waits to be sent; an empty piece goes
            // behind that.
            context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: sent)
        } else {
            context.flush()
            context.close(mode: .output, promise: sent)
        }
    }

    private func outputClosed(_ context: ChannelHandlerContext, lingers: Bool) {
        isOutputClosed = true
        guard lingers, !isInputClosed else { return context.close(promise: nil) }
        setDeadline(after: timeouts.lingering, context)
        setAlarm(context)
        context.read()
    }
}

// MARK: - Time

extension ConnectionTimer {
    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        let place = OpenConnections.Place(of: context.channel)
        self.place = place
        connections.add(place)
        if context.channel.isActive { start(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        start(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        alarm = nil
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        if let place { connections.remove(place) }
        place = nil
        alarm?.cancel()
        alarm = nil
    }

    private func start(_ context: ChannelHandlerContext) {
        begin(.idle, for: timeouts.idle, context)
        setAlarm(context)
    }

    private func setDeadline(after duration: Duration, _ context: ChannelHandlerContext) {
        deadline = context.eventLoop.now + TimeAmount(duration)
    }

    /// Sets the one alarm of the connection.
    ///
    /// A deadline that is set later can't lie before the alarm, as the alarm is never further away than the shortest
    /// timeout; so a request costs no timer.
    private func setAlarm(_ context: ChannelHandlerContext) {
        alarm?.cancel()
        let next = min(deadline, lastDeadline, context.eventLoop.now + shortestTimeout)
        alarm = context.eventLoop.assumeIsolated().scheduleTask(deadline: next) { self.alarmRang(context) }
    }

    private func alarmRang(_ context: ChannelHandlerContext) {
        let now = context.eventLoop.now
        guard now >= min(deadline, lastDeadline) else { return setAlarm(context) }
        guard phase == .receiving, now < lastDeadline else { return context.close(promise: nil) }
        giveUp(RequestTimedOut(), context)
        setAlarm(context)
    }

    /// Waits no longer for the rest of a request: whoever does answers it and ends the connection.
    private func giveUp(_ error: any Error, _ context: ChannelHandlerContext) {
        unanswered = 1
        begin(.answering, for: timeouts.answer, context)
        context.fireErrorCaught(error)
    }
}

/// A request took too long to arrive.
struct RequestTimedOut: Error {}

/// A request takes more bytes than any that is read.
struct RequestTooLong: Error {}
