import Hummingbird
import HummingbirdCore
import NIOCore
import NIOPosix
import Testing

@testable import CadastreHTTP

@Suite("A server that is told to stop") struct ShutdownTests {
    @Test("It finishes the request that runs, says that no other can follow, and ends")
    func finishesWhatRuns() async throws {
        let (started, begin) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let table = CallTable.forTests()
        table.post("slow") { _, _ in
            begin.finish()
            for await _ in released {}
            return .content(ByteBuffer(string: "done"))
        }
        // On one thread the connections learn of the end at the same time.
        let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let answer = try await withServer(table, eventLoops: loop) { port, shutDown in
            async let answer = RawSocket.with(port) { socket in
                try socket.send(
                    "POST /slow HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
                return socket.readToEnd()
            }
            for await _ in started {}
            let idle = try await Self.openIdleConnection(port)
            await shutDown()
            #expect(await idle.value == .closed)
            release.finish()
            return try await answer
        }
        try await loop.shutdownGracefully()
        #expect(answer.statuses == [200])
        #expect(answer.text.contains("\r\nconnection: close\r\n"))
        #expect(answer.text.hasSuffix("done"))
        #expect(answer.end == .closed)
    }

    /// A connection that has had an answer; its value is how it ends.
    private static func openIdleConnection(_ port: Int) async throws -> Task<RawSocket.End, Never> {
        let (answered, answer) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try? await RawSocket.with(port) { socket in
                try socket.send("GET /fixed HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try socket.read(until: "{\"a\":1}")
                answer.finish()
                return socket.readToEnd().end
            }
        }
        for await _ in answered {}
        return Task { await task.value ?? .reset }
    }

    @Test(
        "It closes connections that are idle, or have sent half a request that never ends",
        arguments: ["", "GET /fixed HT"])
    func closesOthers(_ half: String) async throws {
        var configuration = ServerConfiguration()
        configuration.timeouts.shutdown = .milliseconds(200)
        let (answered, answer) = AsyncStream.makeStream(of: Void.self)
        let end = try await withServer(.forTests(), configuration) { port, shutDown in
            async let end = RawSocket.with(port) { socket in
                try socket.send("GET /fixed HTTP/1.1\r\nHost: a\r\n\r\n" + half)
                _ = try socket.read(until: "{\"a\":1}")
                answer.finish()
                return socket.readToEnd().end
            }
            for await _ in answered {}
            await shutDown()
            return try await end
        }
        #expect(end == .closed)
    }
}
