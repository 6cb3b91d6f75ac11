import NIOCore
import NIOPosix
import Testing

@testable import CadastreHTTP

@Suite("A conversation over one connection") struct ConversationTests {
    /// What is sent, and the statuses that come back in order before the server closes.
    struct Exchange: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let sent: String
        let statuses: [Int]

        init(_ name: String, _ sent: String, _ statuses: [Int]) {
            testDescription = name
            self.sent = sent
            self.statuses = statuses
        }
    }

    @Test("A client of HTTP/1.0 gets a streamed answer without chunks, up to the end of the connection")
    func oldClient() async throws {
        let answers = try await withServer(.forTests()) { port, _ in
            var answers: [RawAnswer] = []
            for version in ["1.0", "1.1"] {
                answers.append(
                    try await RawSocket.with(port) { socket in
                        try socket.send("GET /stream HTTP/\(version)\r\nHost: a\r\nConnection: close\r\n\r\n")
                        return socket.readToEnd()
                    })
            }
            return answers
        }
        #expect(answers[0].text.hasPrefix("HTTP/1.0 200 OK\r\n"))
        #expect(answers[0].text.hasSuffix("\r\n\r\n[1,2]"))
        #expect(!answers[0].text.contains("chunked"))
        #expect(answers[1].text.hasSuffix("\r\n\r\n3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n"))
    }

    @Test("A request of HTTP/1.0 behind others leaves their answers as they are")
    func oldRequestBehindOthers() async throws {
        let answer = try await withServer(.forTests()) { port, _ in
            try await RawSocket.with(port) { socket in
                let stream = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n"
                try socket.send(stream + stream + "GET /stream HTTP/1.0\r\n\r\n")
                return socket.readToEnd()
            }
        }
        let chunked = "\r\n\r\n3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n"
        #expect(answer.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.text.contains(chunked + "HTTP/1.1 200 OK\r\n"))
        #expect(answer.text.contains(chunked + "HTTP/1.0 200 OK\r\n"))
        #expect(answer.text.hasSuffix("\r\n\r\n[1,2]"))
    }

    @Test(
        "A client that closes its side gets a long answer to its end",
        arguments: ["", "Connection: close\r\n"], [true, false])
    func longAnswer(_ field: String, _ finishesFirst: Bool) async throws {
        let count = 16_000_000
        // One thread has been through what came before what it answers.
        let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let answer = try await withServer(.forTests(), eventLoops: loop) { port, _ in
            try await RawSocket.with(port) { socket in
                socket.limitReceiving(to: 65_536)
                try socket.send("GET /long/\(count) HTTP/1.1\r\nHost: a\r\n\(field)\r\n")
                if finishesFirst { socket.finishSending() }
                _ = socket.hasSomethingToRead(within: 10_000)
                try Self.askElsewhere(port)
                if !finishesFirst { socket.finishSending() }
                try Self.askElsewhere(port)
                return socket.readToEnd()
            }
        }
        try await loop.shutdownGracefully()
        #expect(answer.statuses == [200])
        let isWhole = answer.text.hasSuffix("\r\n\r\n" + String(repeating: "x", count: count))
        #expect(isWhole)
        #expect(answer.end == .closed)
    }

    /// Has answers on connections of their own.
    private static func askElsewhere(_ port: Int) throws {
        for _ in 0..<3 {
            let socket = try RawSocket(port)
            try socket.send(last)
            #expect(socket.readToEnd().statuses == [200])
        }
    }

    private static let get = "GET /fixed HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let last = "GET /fixed HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    private static func post(_ fields: String, _ body: String) -> String {
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\(fields)\r\n\(body)"
    }

    @Test(
        "Requests are answered in order, and what can't be read ends the connection with an answer",
        arguments: [
            Exchange("two requests at once", get + last, [200, 200]),
            Exchange(
                "an answer at hand does not pass one that is not",
                "POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd" + get + last, [404, 200, 200]),
            Exchange(
                "an answer at hand does not pass an error",
                get + "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n" + get + last, [200, 404, 200, 200]),
            Exchange("HTTP/1.0 has one request a connection", "GET /fixed HTTP/1.0\r\n\r\n", [200]),
            Exchange("the absolute form", "GET http://a/fixed HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", [200]),
            Exchange(
                "a body in chunks",
                post("Transfer-Encoding: chunked\r\n", "3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n") + last, [200, 200]),
            Exchange(
                "a body is not read as a request", post("Content-Length: \(get.utf8.count)\r\n", get) + last,
                [200, 200]),
            Exchange(
                "a body of another path is passed over",
                "POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd" + last, [404, 200]),
            Exchange(
                "a body of a GET is passed over",
                "GET /fixed HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd" + last, [200, 200]),
            Exchange("the whole server", "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", [404]),
            Exchange("a method that no path knows", "TRACE /fixed HTTP/1.1\r\nHost: a\r\n\r\n" + last, [405, 200]),
            Exchange(
                "another protocol is not spoken",
                "GET /fixed HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n", [200]),
            Exchange("HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]),
            Exchange("a tunnel", "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n", [400]),
            Exchange("garbage", "hello\r\n\r\n", [400]),
            Exchange("garbage after a good request", get + "GET nowhere\r\n\r\n", [200, 400]),
            Exchange("a good request after garbage is not answered", "\u{1}\r\n\r\n" + get, [400]),
            Exchange("no Host", "GET /fixed HTTP/1.1\r\n\r\n", [400]),
            Exchange(
                "a good request after one without Host is not answered", "GET /fixed HTTP/1.1\r\n\r\n" + get, [400]),
            Exchange("two Hosts", "GET /fixed HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", [400]),
            Exchange("a space before the colon", "GET /fixed HTTP/1.1\r\nHost : a\r\n\r\n", [400]),
            Exchange("a line that goes on", "GET /fixed HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", [400]),
            Exchange("a length that is no number", post("Content-Length: 1x\r\n", "1"), [400]),
            Exchange("a negative length", post("Content-Length: -1\r\n", "1"), [400]),
            Exchange("two lengths", post("Content-Length: 1\r\nContent-Length: 2\r\n", "12"), [400]),
            Exchange(
                "a length and chunks", post("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), [400]),
            Exchange("a chunk without a size", post("Transfer-Encoding: chunked\r\n", "z\r\n"), [400]),
            Exchange("another coding than chunks", post("Transfer-Encoding: gzip\r\n", ""), [400]),
            Exchange(
                "another coding before chunks", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), [400]),
            Exchange(
                "chunks in two fields",
                post("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), [400]),
            Exchange(
                "chunks of an old client",
                "POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", [400]),
            Exchange("an empty Host", "GET /fixed HTTP/1.1\r\nHost:\r\n\r\n", [400]),
            Exchange("a Host that is no host", "GET /fixed HTTP/1.1\r\nHost: a b/c\r\n\r\n", [400]),
            Exchange("a Host with a port", "GET /fixed HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n\r\n", [200]),
            Exchange("a target that is no path", "GET fixed HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
            Exchange("another version", "GET /fixed HTTP/9.1\r\nHost: a\r\n\r\n", [400]),
            Exchange("a word that is no method of HTTP", "FETCH /fixed HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
        ])
    func answers(_ exchange: Exchange) async throws {
        let answer = try await withServer(.forTests()) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send(exchange.sent)
                return socket.readToEnd()
            }
        }
        #expect(answer.end == .closed)
        #expect(answer.statuses == exchange.statuses)
        if exchange.statuses.contains(400) {
            #expect(answer.text.contains("application/problem+json"))
            #expect(answer.text.contains("urn:cadastre:problem:malformed-http"))
            #expect(answer.text.contains("\r\nX-Request-Id: "))
            #expect(answer.text.contains("\r\nX-Content-Type-Options: nosniff\r\n"))
        }
    }
}
