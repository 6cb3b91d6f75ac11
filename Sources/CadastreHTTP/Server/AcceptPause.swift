import NIOCore

/// Takes no connection for a moment where the system has no descriptor, or no memory, for one more.
///
/// NIO's own back-off delays the next read that is asked for. Of a listener that takes one connection at a time none is:
/// the read that failed still stands, and as the connection still waits, it is tried again at once, and for ever.
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private static let length = TimeAmount.milliseconds(100)
    private var isPausing = false

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What ends the listener has its say as well. The others are counted by nobody: those who wait are in the queue.
        guard error is IOError else { return context.fireErrorCaught(error) }
        guard !isPausing else { return }
        isPausing = true
        let options = context.channel.syncOptions
        try? options?.setOption(.autoRead, value: false)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.length) {
            self.isPausing = false
            try? options?.setOption(.autoRead, value: true)
        }
    }
}
