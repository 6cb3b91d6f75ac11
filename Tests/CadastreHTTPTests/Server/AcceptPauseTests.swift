import Glibc
import NIOCore
import NIOEmbedded
import Testing

@testable import CadastreHTTP

/// The time of these tests is the embedded event loop's: nothing waits.
@Suite("The pause of a listener") struct AcceptPauseTests {
    /// A listener. Its loop belongs to the thread that made it.
    private struct Listener {
        let channel = EmbeddedChannel()

        init() throws {
            try channel.pipeline.syncOperations.addHandler(AcceptPause())
        }

        /// What was said last of whether it reads by itself.
        var reads: Bool? {
            channel.options.last { $0.option is ChannelOptions.Types.AutoReadOption }?.value as? Bool
        }

        func fail(_ code: CInt) {
            channel.pipeline.fireErrorCaught(IOError(errnoCode: code, reason: "accept"))
        }

        func wait(milliseconds: Int64) {
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(milliseconds))
        }
    }

    @Test(
        "It begins where a connection can't be taken, and ends by itself", arguments: [EMFILE, ENFILE, ENOBUFS, ENOMEM])
    func pause(code: CInt) throws {
        let listener = try Listener()
        listener.fail(code)
        #expect(listener.reads == false)
        listener.fail(code)
        listener.wait(milliseconds: 99)
        #expect(listener.reads == false)
        listener.wait(milliseconds: 1)
        #expect(listener.reads == true)
        try listener.channel.throwIfErrorCaught()
    }

    @Test("Each failure begins another one")
    func again() throws {
        let listener = try Listener()
        for _ in 0..<3 {
            listener.fail(EMFILE)
            #expect(listener.reads == false)
            listener.wait(milliseconds: 100)
            #expect(listener.reads == true)
        }
    }

    @Test("Other errors pass, and begin none")
    func others() throws {
        let listener = try Listener()
        listener.channel.pipeline.fireErrorCaught(ChannelError.ioOnClosedChannel)
        #expect(throws: ChannelError.self) { try listener.channel.throwIfErrorCaught() }
        #expect(listener.reads == nil)
    }
}
