import Testing

@testable import CadastreHTTP

@Suite("The head of a request") struct HeaderLimitTests {
    enum Fields: String, CaseIterable {
        case longValue = "a value of 20,000 bytes"
        case longName = "a name of 20,000 bytes"
        case many = "101 fields"
        case together = "90 fields of 200 bytes"

        var text: String {
            switch self {
            case .longValue: "X: " + String(repeating: "a", count: 20_000) + "\r\n"
            case .longName: String(repeating: "a", count: 20_000) + ": x\r\n"
            case .many: String(repeating: "X: y\r\n", count: 101)
            case .together: (0..<90).map { "X-\($0): " + String(repeating: "a", count: 200) + "\r\n" }.joined()
            }
        }
    }

    @Test("A head that is too large is answered with 431", arguments: Fields.allCases)
    func tooLarge(_ fields: Fields) async throws {
        let answer = try await withServer(.forTests()) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send("GET /fixed HTTP/1.1\r\nHost: a\r\n" + fields.text + "\r\n")
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [431])
        #expect(answer.text.contains("urn:cadastre:problem:headers-too-large"))
        #expect(answer.end == .closed)
    }

    @Test("A head below the limits is read")
    func large() async throws {
        let fields = (0..<90).map { "X-\($0): " + String(repeating: "a", count: 100) + "\r\n" }.joined()
        let answer = try await withServer(.forTests()) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send("GET /fixed HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + fields + "\r\n")
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [200])
    }

    @Test("A flood of 100,000 fields on one connection is cut off, in bounded memory")
    func flood() async throws {
        let answer = try await withServer(.forTests()) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send("GET /fixed HTTP/1.1\r\nHost: a\r\n")
                // The answer has been sent long before the flood ends; what follows it is dropped, not kept.
                for _ in 0..<100 { try socket.send(String(repeating: "X: y\r\n", count: 1000)) }
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [431])
        #expect(answer.end == .closed)
    }
}
