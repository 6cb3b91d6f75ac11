import Hummingbird
import NIOCore
import NIOPosix
import Testing

@testable import CadastreHTTP

@Suite("The number of connections") struct ConnectionLimitTests {
    private static let request = "GET /fixed HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let answer = #"{"a":1}"#
    private static func post(fields: String = "") -> String {
        "HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\(fields)\r\n"
    }

    private static func configuration(connections: Int) -> CadastreHTTP.ServerConfiguration {
        var configuration = CadastreHTTP.ServerConfiguration()
        configuration.limits.connections = connections
        return configuration
    }

    /// Asks for something short, and waits for it.
    private static func ask(_ socket: borrowing RawSocket) throws {
        try socket.send(request)
        _ = try socket.read(until: answer)
    }

    @Test(
        "With the last place, the connection goes that has waited for its client longest, whatever it waits for",
        arguments: [
            "", request, "GET /fixed HTTP/1.1\r\nHost: a\r\nX: ", "POST /echo \(post()){", "GET /nowhere\r\n\r\n",
            "GET /long/10000000 HTTP/1.1\r\nHost: a\r\n\r\n",
        ])
    func longestWaiting(_ sent: String) async throws {
        var configuration = Self.configuration(connections: 3)
        configuration.timeouts.lingering = .seconds(60)
        // One thread sees what comes in the order in which it was sent.
        let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let answer = try await withServer(.forTests(), configuration, eventLoops: loop) { port, _ in
            try await RawSocket.with(port) { first in
                try first.send(sent)
                let isAnswered = !sent.hasSuffix("\r\n\r\n") || first.hasSomethingToRead(within: 10_000)
                #expect(isAnswered)
                return try Self.askTwoMore(port, first)
            }
        }
        try await loop.shutdownGracefully()
        #expect(answer.end != .silent)
    }

    private static func askTwoMore(_ port: Int, _ first: borrowing RawSocket) throws -> RawAnswer {
        let second = try RawSocket(port)
        try ask(second)
        // What the first has sent has been seen by now.
        let third = try RawSocket(port)
        try ask(third)
        try ask(second)
        return first.readToEnd()
    }

    @Test("A thousand that say nothing keep nobody out")
    func flood() async throws {
        let count = try await withServer(.forTests(), Self.configuration(connections: 20)) { port, _ in
            var silent: [Client] = []
            var served = 0
            for _ in 0..<100 {
                for _ in 0..<10 { silent.append(try Client(port)) }
                served += try await RawSocket.with(port) { socket in
                    try Self.ask(socket)
                    return 1
                }
            }
            return served
        }
        #expect(count == 100)
    }

    /// A connection in a list.
    private final class Client {
        private let socket: RawSocket

        init(_ port: Int) throws {
            socket = try RawSocket(port)
        }
    }

    @Test("While all are being answered, the next that has been is the one to go, and others wait until then")
    func allAtWork() async throws {
        let (started, begin) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let table = CallTable.forTests()
        table.post("slow") { _, _ in
            begin.finish()
            for await _ in released {}
            return .content(ByteBuffer(string: "done"))
        }
        let (slow, second, isServedEarly, third) = try await withServer(
            table, Self.configuration(connections: 2)
        ) { port, _ in
            async let slow = RawSocket.with(port) { socket in
                try socket.send("POST /slow \(Self.post(fields: "Connection: close\r\n")){}")
                return socket.readToEnd()
            }
            for await _ in started {}
            let (second, isServedEarly, third) = try await RawSocket.with(port) { second in
                let third = try RawSocket(port)
                try third.send(Self.request)
                let isServedEarly = third.hasSomethingToRead(within: 300)
                try second.send(Self.request)
                let answer = second.readToEnd()
                second.finishSending()
                return (answer, isServedEarly, try third.read(until: Self.answer))
            }
            release.finish()
            return (try await slow, second, isServedEarly, third)
        }
        #expect(second.statuses == [200])
        #expect(second.end == .closed)
        #expect(!isServedEarly)
        #expect(third.hasPrefix("HTTP/1.1 200"))
        #expect(slow.statuses == [200])
    }
}
