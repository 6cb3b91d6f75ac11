import Cadastre
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import CadastreHTTP

@Suite("An answer that comes with a commit") struct CommittedAnswerTests {
    /// Changes that are committed when the test says so.
    private final class Commits: Sendable {
        private let waiting = Mutex<[@Sendable () -> Void]>([])
        private let signal = AsyncStream.makeStream(of: Void.self)

        /// A change that answers with `outcome`.
        func change(_ outcome: @escaping PendingAnswer.Outcome) -> PendingAnswer {
            PendingAnswer { [self] completion in
                waiting.withLock { $0.append { completion(outcome) } }
                signal.continuation.yield()
            }
        }

        /// Waits for a change to be queued.
        func wait() async { for await _ in signal.stream { return } }

        /// Commits what is queued, on this thread.
        ///
        /// - Returns: How many changes that were.
        @discardableResult func commit() -> Int {
            let changes = waiting.withLock { changes in
                defer { changes = [] }
                return changes
            }
            for change in changes { change() }
            return changes.count
        }
    }

    private static func table(_ commits: Commits) -> CallTable {
        let table = CallTable.forTests()
        table.post("change") { _, context in
            let body = context.body
            return commits.change { .success(.content(ByteBuffer(bytes: body))) }
        }
        table.post("refused") { _, _ in commits.change { .failure(.notFound("There is none.")) } }
        table.post("fast") { _, context in
            let body = context.body
            return PendingAnswer { completion in completion { .success(.content(ByteBuffer(bytes: body))) } }
        }
        table.delete("fast", for: .anyone) { _, _ in PendingAnswer { completion in completion { .success(.done()) } } }
        table.post("owned", for: .users) { _, _ in commits.change { .success(.done()) } }
        return table
    }

    private static func post(_ path: String, _ body: String, _ fields: String = "") -> String {
        "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\(fields)"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private static let get = "GET /fixed HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let last = "GET /fixed HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

    /// Sends bytes, commits the first change that they ask for when the server's one thread has seen all of them, and
    /// reads to the end.
    private static func exchange(
        _ sent: String, finishes: Bool = false, _ table: CallTable, _ commits: Commits,
        before: @escaping @Sendable (_ shutDown: @escaping @Sendable () async -> Void) async -> Void = { _ in }
    ) async throws -> RawAnswer {
        let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let answer = try await withServer(table, eventLoops: loop) { port, shutDown in
            async let answer = RawSocket.with(port) { socket in
                try socket.send(sent)
                if finishes { socket.finishSending() }
                return socket.readToEnd()
            }
            await commits.wait()
            // Another connection's answer: the thread has been through all that the first one had sent.
            for _ in 0..<3 {
                _ = try await RawSocket.with(port) { socket in
                    try socket.send(last)
                    return socket.readToEnd()
                }
            }
            await before(shutDown)
            commits.commit()
            return try await answer
        }
        try await loop.shutdownGracefully()
        return answer
    }

    @Test("What comes behind it waits for it, and then is answered in order")
    func keepsItsPlace() async throws {
        let commits = Commits()
        let sent = Self.post("/change", "[1]") + Self.get + Self.post("/echo", "[2]") + Self.post("/fast", "[3]")
        let answer = try await Self.exchange(sent + Self.last, Self.table(commits), commits)
        #expect(answer.statuses == [200, 200, 200, 200, 200])
        let contents = answer.text.split(separator: "HTTP/1.1").compactMap { $0.split(separator: "\r\n").last }
        #expect(contents == ["[1]", #"{"a":1}"#, "[2]", "[3]", #"{"a":1}"#])
        #expect(answer.end == .closed)
    }

    @Test("A client that has nothing more to say gets it all the same")
    func afterTheLastByte() async throws {
        let commits = Commits()
        let answer = try await Self.exchange(
            Self.post("/change", "[1]"), finishes: true, Self.table(commits), commits)
        #expect(answer.statuses == [200])
        #expect(answer.text.hasSuffix("\r\n\r\n[1]"))
        #expect(answer.end == .closed)
    }

    @Test("Garbage behind it is refused after it")
    func garbageBehind() async throws {
        let commits = Commits()
        let answer = try await Self.exchange(
            Self.post("/change", "[1]") + "GET nowhere\r\n\r\n", Self.table(commits), commits)
        #expect(answer.statuses == [200, 400])
        #expect(answer.end == .closed)
    }

    @Test("A change that its transaction refuses is answered with the problem")
    func refused() async throws {
        let commits = Commits()
        let answer = try await Self.exchange(
            Self.post("/refused", "{}") + Self.last, Self.table(commits), commits)
        #expect(answer.statuses == [404, 200])
        #expect(answer.text.contains("application/problem+json"))
        #expect(answer.text.contains("There is none."))
    }

    @Test("A server that shuts down meanwhile sends it before the connection ends")
    func shuttingDown() async throws {
        let commits = Commits()
        let answer = try await Self.exchange(Self.post("/change", "[1]"), Self.table(commits), commits) { shutDown in
            await shutDown()
        }
        #expect(answer.statuses == [200])
        #expect(answer.end == .closed)
    }

    @Test("One after which its connection makes room for another is the last: what came behind is not carried out")
    func makesRoom() async throws {
        let commits = Commits()
        var configuration = ServerConfiguration()
        configuration.limits.connections = 2
        let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let (answer, other) = try await withServer(Self.table(commits), configuration, eventLoops: loop) { port, _ in
            async let answer = RawSocket.with(port) { socket in
                try socket.send(Self.post("/change", "[1]") + Self.post("/change", "[2]"))
                return socket.readToEnd()
            }
            await commits.wait()
            // It takes the last place while nobody waits for a client: the next that has been answered goes.
            async let other = RawSocket.with(port) { socket in
                try socket.send(Self.post("/change", "[3]"))
                return try socket.read(until: "[3]")
            }
            await commits.wait()
            #expect(commits.commit() == 2)
            let answers = try await (answer, other)
            #expect(commits.commit() == 0)
            return answers
        }
        try await loop.shutdownGracefully()
        #expect(answer.statuses == [200])
        #expect(answer.end == .closed)
        #expect(other.hasPrefix("HTTP/1.1 200"))
    }

    @Test("A server whose time is over before it ends after the commit, with its line in the log")
    func outlivesTheServer() async throws {
        let commits = Commits()
        let log = LogLines()
        try await withServer(.forTests()) { other, _ in
            let (closed, close) = AsyncStream.makeStream(of: RawAnswer.self)
            async let end: Void = Self.endTooEarly(commits, log) { close.yield($0) }
            let answer = try #require(await closed.first { _ in true })
            #expect(answer.statuses == [])
            // What the server still has to do takes less time than a hundred answers of another one.
            for _ in 0..<100 {
                _ = try await RawSocket.with(other) { socket in
                    try socket.send(Self.last)
                    return socket.readToEnd()
                }
            }
            commits.commit()
            try await end
        }
        #expect(log.lines.count == 1)
    }

    /// Runs a server that has no time for the change that was asked for when it is told to stop, and its loop with it.
    private static func endTooEarly(
        _ commits: Commits, _ log: LogLines, closed: @escaping @Sendable (RawAnswer) -> Void
    ) async throws {
        var configuration = ServerConfiguration()
        configuration.timeouts.shutdown = .milliseconds(1)
        let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        try await withServer(table(commits), configuration, logWriter: log.writer, eventLoops: loop) { port, shutDown in
            async let answer = RawSocket.with(port) { socket in
                try socket.send(post("/change", "[1]"))
                return socket.readToEnd()
            }
            await commits.wait()
            await shutDown()
            closed(try await answer)
        }
        try await loop.shutdownGracefully()
    }

    @Test(
        "A head that is refused is answered before its body comes",
        arguments: [
            ("/owned", "Content-Type: application/json\r\n", 401), ("/change", "Content-Type: text/plain\r\n", 415),
            ("/change", "Content-Type: application/json\r\nAccept: text/plain\r\n", 406),
        ])
    func refusedHead(_ path: String, _ fields: String, _ status: Int) async throws {
        let answer = try await withServer(Self.table(Commits())) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send("POST \(path) HTTP/1.1\r\nHost: a\r\n\(fields)Content-Length: 5\r\n\r\n")
                let answer = try socket.read(until: "HTTP/1.1 \(status)")
                socket.finishSending()
                return answer
            }
        }
        #expect(answer.contains("HTTP/1.1 \(status)"))
    }

    @Test("A call that reads no body is answered before the one comes that its head announces")
    func unreadBody() async throws {
        let answer = try await withServer(Self.table(Commits())) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send("DELETE /fast HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n")
                let isAnswered = socket.hasSomethingToRead(within: 10_000)
                #expect(isAnswered)
                try socket.send("12345" + Self.last)
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [204, 200])
    }

    @Test("A body that comes too slowly is answered with 408")
    func slowBody() async throws {
        var configuration = ServerConfiguration()
        configuration.timeouts.request = .milliseconds(50)
        let answer = try await withServer(Self.table(Commits()), configuration) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send(String(Self.post("/change", "[1, 2]").dropLast(2)))
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [408])
    }

    @Test("A body of any length, whole or in chunks, is read alike", arguments: [2, 65_536, 65_537, 300_000])
    func bodies(_ count: Int) async throws {
        let body = "\"" + String(repeating: "x", count: count - 2) + "\""
        let chunks = "\(String(count, radix: 16))\r\n\(body)\r\n0\r\n\r\n"
        let answer = try await withServer(Self.table(Commits())) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send(
                    Self.post("/fast", body)
                        + "POST /fast HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n\(chunks)" + Self.last)
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [200, 200, 200])
        #expect(answer.text.split(separator: body, omittingEmptySubsequences: false).count == 3)
    }

    @Test("It is compressed where the client takes it, however long it is", arguments: [1024, 1025, 60_000, 70_000])
    func compressed(_ count: Int) async throws {
        let table = CallTable()
        table.post("long") { _, _ in
            PendingAnswer { completion in
                completion {
                    .success(.content(ByteBuffer(bytes: [UInt8](repeating: UInt8(ascii: "x"), count: count))))
                }
            }
        }
        let answer = try await withServer(table) { port, _ in
            try await RawSocket.with(port) { socket in
                try socket.send(Self.post("/long", "{}", "Accept-Encoding: gzip\r\n"))
                return try socket.read(until: "\r\n\r\n")
            }
        }
        #expect(answer.lowercased().contains("content-encoding: gzip") == (count > 1024))
    }
}
