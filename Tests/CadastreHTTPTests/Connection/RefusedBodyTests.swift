import Testing

@testable import CadastreHTTP

@Suite("A body that is refused") struct RefusedBodyTests {
    private static func head(_ fields: String, path: String = "/echo") -> String {
        "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\(fields)\r\n"
    }

    @Test("A client that is still sending sees the answer before the connection ends")
    func answerIsSeen() async throws {
        let size = 4 << 20
        let answer = try await withServer(.forTests()) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send(Self.head("Content-Length: \(size)\r\n"))
                // The answer is there before the body is sent: a server that had closed would reset it, and the sending
                // would fail.
                let isAnswered = socket.hasSomethingToRead(within: 10_000)
                #expect(isAnswered)
                for _ in 0..<64 { try socket.send([UInt8](repeating: 0x20, count: size / 64)) }
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [413])
        #expect(answer.text.contains("\r\nConnection: close\r\n"))
        #expect(answer.text.contains("urn:cadastre:problem:too-large"))
        #expect(answer.end == .closed)
    }

    @Test(
        "A length of any size is refused before the body comes",
        arguments: ["9223372036854775807", "9223372036854775808", "18446744073709551615"])
    func hugeLength(_ length: String) async throws {
        let answer = try await withServer(.forTests()) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send(Self.head("Content-Length: \(length)\r\n"))
                let isAnswered = socket.hasSomethingToRead(within: 10_000)
                #expect(isAnswered)
                socket.finishSending()
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [413])
    }

    @Test("A body in chunks is refused where it passes the limit")
    func chunks() async throws {
        var configuration = ServerConfiguration()
        configuration.limits.bodyBytes = 10
        let answer = try await withServer(.forTests(), configuration) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send(Self.head("Transfer-Encoding: chunked\r\n") + "6\r\n123456\r\n6\r\n123456\r\n0\r\n\r\n")
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [413])
        #expect(answer.end == .closed)
    }

    @Test(
        "What is around the chunks of a body has a bound, long before its time is over",
        arguments: [
            ("an extension that does not end", "1;", "aaaaaaaaaaaaaaaa"),
            ("a size that begins with zeros", "", "0000000000000000"),
            ("extensions of small chunks", "", "1;aaaaaaaaa\r\nx\r\n"),
        ])
    func framing(_ name: String, _ start: String, _ piece: String) async throws {
        var configuration = ServerConfiguration()
        configuration.limits.requestBytes = 100_000
        configuration.timeouts.request = .seconds(600)
        let answer = try await withServer(.forTests(), configuration) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send(Self.head("Transfer-Encoding: chunked\r\n") + start)
                for _ in 0..<20 { try socket.send(String(repeating: piece, count: 1000)) }
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [400])
        #expect(answer.text.contains("urn:cadastre:problem:malformed-http"))
        #expect(answer.end == .closed)
    }

    @Test("Many requests on one connection may take more bytes than one")
    func manyRequests() async throws {
        var configuration = ServerConfiguration()
        configuration.limits.requestBytes = 200
        let answer = try await withServer(.forTests(), configuration) { port, _ in
            try await RawSocket.with(port) { socket in
                let request = Self.head("Content-Length: 2\r\n") + "12"
                try socket.send(String(repeating: request, count: 20))
                socket.finishSending()
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [Int](repeating: 200, count: 20))
    }

    @Test("A body of exactly the limit is read, one byte more is not", arguments: [(10, 200), (11, 413)])
    func limit(_ size: Int, _ status: Int) async throws {
        var configuration = ServerConfiguration()
        configuration.limits.bodyBytes = 10
        let answer = try await withServer(.forTests(), configuration) { port, _ in
            try await RawSocket.with(port) { socket in
                let body = String(repeating: "1", count: size)
                try socket.send(Self.head("Content-Length: \(size)\r\nConnection: close\r\n") + body)
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [status])
    }

    @Test("A sender that never stops is cut off when enough has been dropped")
    func endlessSender() async throws {
        var configuration = ServerConfiguration()
        configuration.limits.droppedBytes = 1 << 20
        configuration.timeouts.lingering = .seconds(600)
        let isCutOff = try await withServer(.forTests(), configuration) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send(Self.head("Content-Length: 1000000000000\r\n"))
                let piece = [UInt8](repeating: 0x20, count: 1 << 16)
                // The system holds some megabytes of its own on either side.
                for _ in 0..<4096 {
                    do { try socket.send(piece) } catch { return true }
                }
                return false
            }
        }
        #expect(isCutOff)
    }

    @Test("A sender that goes quiet is cut off when its time is over")
    func quietSender() async throws {
        var configuration = ServerConfiguration()
        configuration.timeouts.lingering = .milliseconds(50)
        let answer = try await withServer(.forTests(), configuration) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send(Self.head("Content-Length: 1000000000000\r\n"))
                let answer = socket.readToEnd()
                return answer
            }
        }
        #expect(answer.statuses == [413])
        #expect(answer.end == .closed)
    }

    @Test("A body that is passed over and comes too slowly ends the connection without a second answer")
    func slowRest() async throws {
        var configuration = ServerConfiguration()
        configuration.timeouts.request = .milliseconds(200)
        let answer = try await withServer(.forTests(), configuration) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send(Self.head("Content-Length: 10\r\n", path: "/nowhere") + "12345")
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [404])
        #expect(answer.end == .closed)
    }

    @Test("A client that asks first is told to go on only where its body is wanted")
    func expectation() async throws {
        let expect = "Expect: 100-continue\r\nContent-Length: 2\r\n"
        let (wanted, refused) = try await withServer(.forTests()) { port, _ in
            let wanted = try await RawSocket.with(port) { socket in
                try socket.send(Self.head(expect + "Connection: close\r\n"))
                let interim = try socket.read(until: "\r\n\r\n")
                try socket.send("12")
                return (interim, socket.readToEnd())
            }
            let refused = try await RawSocket.with(port) { socket in
                try socket.send(Self.head(expect, path: "/nowhere"))
                return socket.readToEnd()
            }
            return (wanted, refused)
        }
        #expect(wanted.0 == "HTTP/1.1 100 Continue\r\n\r\n")
        #expect(wanted.1.statuses == [200])
        #expect(wanted.1.text.hasSuffix("\r\n\r\n12"))
        #expect(refused.statuses == [404])
        #expect(refused.end == .closed)
    }
}
