import NIOCore
import NIOEmbedded
import Testing

@testable import CadastreHTTP

/// The time of these tests is the embedded event loop's: nothing waits.
@Suite("The time of a connection") struct ConnectionTimerTests {
    /// A connection whose server side is the test.
    private final class Connection {
        let channel = EmbeddedChannel()
        let timer: ConnectionTimer
        private let socket = HalfClosingSocket()

        init(_ timeouts: ServerConfiguration.Timeouts = .init(), maximumDroppedBytes: Int = 100) throws {
            timer = ConnectionTimer(
                timeouts: timeouts, maximumDroppedBytes: maximumDroppedBytes, maximumRequestBytes: .max,
                among: OpenConnections())
            try channel.pipeline.syncOperations.addHandler(socket)
            try channel.pipeline.syncOperations.addHandler(timer)
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        }

        func receive(_ text: String) throws {
            try channel.writeInbound(ByteBuffer(string: text))
        }

        /// How many bytes have passed the timer.
        func passedOn() throws -> Int {
            var count = 0
            while let bytes = try channel.readInbound(as: ByteBuffer.self) { count += bytes.readableBytes }
            return count
        }

        /// Lets the system take no more bytes, or take all that wait.
        func setFull(_ isFull: Bool) { socket.isFull = isFull }

        func wait(_ seconds: Int64) -> String {
            do {
                channel.embeddedEventLoop.advanceTime(by: .seconds(seconds))
                try channel.throwIfErrorCaught()
            } catch is RequestTimedOut {
                return "timed out"
            } catch {
                return "\(error)"
            }
            return channel.isActive ? "open" : "closed"
        }
    }

    /// Closes as a socket does: its output when all has been sent, and all at once where its input is closed already. An
    /// embedded channel would close.
    private final class HalfClosingSocket: ChannelDuplexHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundIn = IOData

        private var isInputClosed = false
        private var waiting: [EventLoopPromise<Void>] = []

        var isFull = false {
            didSet { if !isFull { sendAll() } }
        }

        private func sendAll() {
            let sent = waiting
            waiting = []
            for promise in sent { promise.succeed() }
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case ChannelEvent.inputClosed = event { isInputClosed = true }
            context.fireUserInboundEventTriggered(event)
        }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            waiting.append(promise ?? context.eventLoop.makePromise())
        }

        func flush(context: ChannelHandlerContext) { if !isFull { sendAll() } }

        func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
            guard mode == .output, !isInputClosed else { return closeAll(context, promise) }
            waiting.append(promise ?? context.eventLoop.makePromise())
            if !isFull { sendAll() }
        }

        private func closeAll(_ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
            for promise in waiting { promise.fail(ChannelError.ioOnClosedChannel) }
            waiting = []
            context.close(promise: promise)
        }
    }

    @Test("A connection on which nothing is asked is closed after its idle time, and not before")
    func idle() throws {
        let connection = try Connection()
        #expect(connection.wait(59) == "open")
        #expect(connection.wait(1) == "closed")
    }

    @Test("A request that has begun has its own time, whatever comes of it")
    func receiving() throws {
        let connection = try Connection()
        #expect(connection.wait(50) == "open")
        try connection.receive("G")
        for _ in 0..<29 {
            #expect(connection.wait(1) == "open")
            try connection.receive("E")
        }
        #expect(connection.wait(1) == "timed out")
        #expect(connection.channel.isActive)
        // The 408 has to be written within the time of an answer.
        #expect(connection.wait(59) == "open")
        #expect(connection.wait(1) == "closed")
    }

    @Test("A request that has arrived is answered within the time of an answer, or not at all")
    func answering() throws {
        let connection = try Connection()
        try connection.receive("GET")
        #expect(connection.wait(20) == "open")
        connection.timer.requestArrived()
        #expect(connection.wait(59) == "open")
        #expect(connection.wait(1) == "closed")
    }

    @Test("Requests that come behind one that is being answered give it no more time")
    func pipelining() throws {
        let connection = try Connection()
        for _ in 0..<6 {
            try connection.receive("GET")
            connection.timer.requestArrived()
            #expect(connection.channel.isActive)
            _ = connection.wait(10)
        }
        #expect(!connection.channel.isActive)
    }

    @Test("Each piece of an answer that is taken gives it time anew")
    func streaming() throws {
        let connection = try Connection()
        try connection.receive("GET")
        connection.timer.requestArrived()
        for _ in 0..<10 {
            #expect(connection.wait(50) == "open")
            connection.timer.answerProgressed()
        }
        #expect(connection.wait(60) == "closed")
    }

    @Test("After an answer the idle time begins, and after a request that waits another answer's")
    func afterAnswer() throws {
        let connection = try Connection()
        try connection.receive("GET GET")
        connection.timer.requestArrived()
        connection.timer.requestArrived()
        #expect(connection.wait(50) == "open")
        connection.timer.answerEnded()
        #expect(connection.timer.phase == .answering)
        #expect(connection.wait(50) == "open")
        connection.timer.answerEnded()
        #expect(connection.timer.phase == .idle)
        #expect(connection.wait(59) == "open")
        #expect(connection.wait(1) == "closed")
    }

    @Test("A request that has begun while another was answered has its time from the end of that answer")
    func begunMeanwhile() throws {
        let connection = try Connection()
        try connection.receive("GET")
        connection.timer.requestArrived()
        try connection.receive("GE")
        #expect(connection.wait(50) == "open")
        connection.timer.answerEnded()
        #expect(connection.timer.phase == .receiving)
        #expect(connection.wait(29) == "open")
        #expect(connection.wait(1) == "timed out")
    }

    @Test("An answer that goes before its request's end leaves the request its time")
    func earlyAnswer() throws {
        let connection = try Connection()
        try connection.receive("POST")
        #expect(connection.wait(20) == "open")
        connection.timer.answerEnded()
        #expect(connection.timer.phase == .receiving)
        connection.timer.requestArrived()
        #expect(connection.timer.phase == .idle)
    }

    @Test("At the end, what still comes is dropped until its time is over")
    func endingByTime() throws {
        let connection = try Connection()
        try connection.receive("POST")
        #expect(try connection.passedOn() == 4)
        connection.channel.triggerUserOutboundEvent(ConnectionTimer.EndConnection(), promise: nil)
        try connection.receive("more")
        #expect(try connection.passedOn() == 0)
        #expect(connection.wait(1) == "open")
        #expect(connection.wait(1) == "closed")
    }

    @Test("At the end, what still comes is dropped until it is too much")
    func endingByCount() throws {
        let connection = try Connection(maximumDroppedBytes: 10)
        try connection.receive("POST")
        connection.channel.triggerUserOutboundEvent(ConnectionTimer.EndConnection(), promise: nil)
        try connection.receive("0123456789")
        #expect(connection.channel.isActive)
        try connection.receive("0")
        #expect(!connection.channel.isActive)
    }

    @Test("At the end, a client that has nothing more to say ends it")
    func endingByClient() throws {
        let connection = try Connection()
        connection.channel.triggerUserOutboundEvent(ConnectionTimer.EndConnection(), promise: nil)
        #expect(connection.channel.isActive)
        connection.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(!connection.channel.isActive)
    }

    @Test(
        "At the end, a client that has nothing more to say ends it no sooner than all is sent",
        arguments: [true, false])
    func sendsAllBeforeItEnds(_ closesInputFirst: Bool) throws {
        let connection = try Connection()
        let pipeline = connection.channel.pipeline
        connection.setFull(true)
        connection.timer.send(ByteBuffer(string: "answer"))
        if closesInputFirst { pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        connection.channel.triggerUserOutboundEvent(ConnectionTimer.EndConnection(), promise: nil)
        if !closesInputFirst { pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        #expect(connection.channel.isActive)
        connection.setFull(false)
        #expect(!connection.channel.isActive)
    }

    @Test("A server that shuts down closes what is idle at once")
    func shutdownIdle() throws {
        let connection = try Connection()
        connection.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(!connection.channel.isActive)
    }

    @Test("A server that shuts down lets what runs go on for ten seconds")
    func shutdownRunning() throws {
        let connection = try Connection()
        try connection.receive("GET")
        connection.timer.requestArrived()
        connection.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(connection.wait(9) == "open")
        connection.timer.answerProgressed()
        #expect(connection.wait(1) == "closed")
    }

    @Test("A server that shuts down ends a connection after the answer that runs")
    func shutdownAfterAnswer() throws {
        let connection = try Connection()
        try connection.receive("GET")
        connection.timer.requestArrived()
        connection.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        connection.timer.answerEnded()
        #expect(connection.timer.phase == .ending(dropped: 0))
        #expect(connection.wait(2) == "closed")
    }
}
