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
                try socket.send(Self.slow)
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

    private static let slow =
        "POST /slow HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"

    @Test("It answers all that it has been asked, and only the last answer says that no other request can follow")
    func finishesWhatWaits() async throws {
        let answer = try await Self.shutDownAmid(sent: Self.slow + Self.slow, behind: "")
        #expect(answer.statuses == [200, 200])
        #expect(answer.text.split(separator: "\r\nconnection: close\r\n").count == 2)
        #expect(answer.text.hasSuffix("\r\n3\r\none\r\n0\r\n\r\n"))
        let last = answer.text.split(separator: "HTTP/1.1 ").last ?? ""
        #expect(last.contains("\r\nconnection: close\r\n"))
    }

    @Test("It carries out nothing that comes after it has said that no other request can follow")
    func saysWhatIsLast() async throws {
        let answer = try await Self.shutDownAmid(sent: Self.slow, behind: Self.slow)
        #expect(answer.statuses == [200])
        #expect(answer.end == .closed)
    }

    /// Asks for answers that are sent in two pieces, has the server told to stop before the first, and sends more when the
    /// first of them has begun.
    private static func shutDownAmid(sent: String, behind: String) async throws -> RawAnswer {
        let (started, begin) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let (continued, proceed) = AsyncStream.makeStream(of: Void.self)
        let table = CallTable.forTests()
        table.post("slow") { _, _ in
            begin.finish()
            for await _ in released {}
            return Answer(
                status: .ok, headers: [.contentType: "application/json"],
                pieces: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: "begun"))
                    for await _ in continued {}
                    try await writer.write(ByteBuffer(string: "one"))
                    try await writer.finish(nil)
                })
        }
        let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let answer = try await withServer(table, eventLoops: loop) { port, shutDown in
            async let answer = RawSocket.with(port) { socket in
                try socket.send(sent)
                let beginning = try socket.read(until: "begun")
                try socket.send(behind)
                proceed.finish()
                let rest = socket.readToEnd()
                return RawAnswer(text: beginning + rest.text, end: rest.end)
            }
            for await _ in started {}
            let idle = try await Self.openIdleConnection(port)
            await shutDown()
            #expect(await idle.value == .closed)
            release.finish()
            return try await answer
        }
        try await loop.shutdownGracefully()
        return answer
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
