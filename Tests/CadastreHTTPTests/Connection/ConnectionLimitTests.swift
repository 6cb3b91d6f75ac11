import Testing

@testable import CadastreHTTP

@Suite("The number of connections") struct ConnectionLimitTests {
    private static let request = "GET /fixed HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("Connections above the limit wait until one goes")
    func limit() async throws {
        var configuration = ServerConfiguration()
        configuration.limits.connections = 2
        let (isServedEarly, statuses) = try await withServer(.forTests(), configuration) { port, _ in
            try await RawSocket.with(port) { first in
                try first.send(Self.request)
                _ = try first.read(until: "{\"a\":1}")
                let third = try Self.open(port) { second in
                    try second.send(Self.request)
                    _ = try second.read(until: "{\"a\":1}")
                    let third = try RawSocket(port)
                    try third.send(Self.request)
                    let isServedEarly = third.hasSomethingToRead(within: 300)
                    return Waiting(socket: third, isServedEarly: isServedEarly)
                }
                let text = try third.socket.read(until: "{\"a\":1}")
                return (third.isServedEarly, RawAnswer(text: text, end: .silent).statuses)
            }
        }
        #expect(!isServedEarly)
        #expect(statuses == [200])
    }

    private struct Waiting: ~Copyable {
        let socket: RawSocket
        let isServedEarly: Bool
    }

    /// Runs `body` with a connection that is closed when it returns.
    private static func open(
        _ port: Int, _ body: (borrowing RawSocket) throws -> Waiting
    ) throws -> Waiting {
        let socket = try RawSocket(port)
        return try body(socket)
    }
}
