import Testing

@testable import CadastreHTTP

/// The times themselves are tested on a clock of the test's own, in `ConnectionTimerTests`.
@Suite("A client that takes too long") struct TimeoutTests {
    private static func configuration(
        _ change: (inout ServerConfiguration.Timeouts) -> Void
    ) -> ServerConfiguration {
        var configuration = ServerConfiguration()
        change(&configuration.timeouts)
        return configuration
    }

    @Test(
        "A request that comes too slowly is answered with 408, be it in its head or in its body",
        arguments: [
            "GET /fixed HT",
            "GET /fixed HTTP/1.1\r\nHost: a\r\nX: ",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n",
        ])
    func slowDrip(_ beginning: String) async throws {
        let configuration = Self.configuration { $0.request = .milliseconds(200) }
        let answer = try await withServer(.forTests(), configuration) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send(beginning)
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [408])
        #expect(answer.text.contains("urn:cadastre:problem:request-timeout"))
        #expect(answer.end == .closed)
    }

    @Test("Bytes that keep coming do not give a request more time")
    func dripping() async throws {
        let configuration = Self.configuration { $0.request = .milliseconds(200) }
        let answer = try await withServer(.forTests(), configuration) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send("GET /fixed HTTP/1.1\r\nHost: a\r\n")
                // It never ends by itself: what ends it is that the server stops listening.
                while (try? socket.send("X: y\r\n")) != nil, !socket.hasSomethingToRead(within: 10) {}
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [408])
    }

    @Test("A connection on which nothing is asked is closed without a word")
    func idle() async throws {
        let configuration = Self.configuration { $0.idle = .milliseconds(500) }
        let answers = try await withServer(.forTests(), configuration) { port, _ in
            let silent = try await RawSocket.with(port) { $0.readToEnd() }
            let afterOne = try await RawSocket.with(port) { socket in
                try socket.send("GET /fixed HTTP/1.1\r\nHost: a\r\n\r\n")
                return socket.readToEnd()
            }
            return [silent, afterOne]
        }
        #expect(answers.map(\.statuses) == [[], [200]])
        #expect(answers.map(\.end) == [.closed, .closed])
    }

    @Test("A client that does not take its answer is cut off")
    func unreadAnswer() async throws {
        let configuration = Self.configuration { $0.idle = .milliseconds(500) }
        let answer = try await withServer(.forTests(), configuration) { port, _ in
            try await RawSocket.with(port) { socket in
                socket.limitReceiving(to: 65_536)
                try socket.send("GET /long/16000000 HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = socket.hasSomethingToRead(within: 10_000)
                // The server's time, three times as long: idle connections, one after the other.
                for _ in 0..<3 { _ = try RawSocket(port).readToEnd() }
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [200])
        #expect(answer.text.utf8.count < 16_000_000)
    }
}
