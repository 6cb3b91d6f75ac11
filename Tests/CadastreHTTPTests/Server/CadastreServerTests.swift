import Cadastre
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOPosix
import ServiceLifecycle
import TestSupport
import Testing

@testable import CadastreHTTP

@Suite("A whole server") struct CadastreServerTests {
    private static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" }

    /// Runs a server until `body` is through.
    private static func run<Result: Sendable>(
        _ configuration: ServerConfiguration, _ register: TemporaryRegister, log: LogLines,
        _ body: @Sendable (ListenAddress) async throws -> Result
    ) async throws -> Result {
        let (addresses, announce) = AsyncStream.makeStream(of: ListenAddress.self)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = CadastreServer(
            registry: register.registry, configuration: configuration, logger: logger, logWriter: log.writer
        ) { announce.yield($0) }
        let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [server], logger: logger))
        async let end: Void = group.run()
        guard let address = await addresses.first(where: { _ in true }) else { throw CancellationError() }
        let result = try await body(address)
        await group.triggerGracefulShutdown()
        try await end
        return result
    }

    @Test("It says where it listens, answers, and returns after a graceful shutdown with its log written")
    func run() async throws {
        var configuration = ServerConfiguration()
        configuration.listen = ListenAddress(host: "127.0.0.1", port: 0)
        configuration.eventLoops = 1
        let log = LogLines()
        let answer = try await Self.run(configuration, TemporaryRegister(), log: log) { address in
            #expect(address.host == "127.0.0.1")
            #expect(address.port > 0)
            return try await RawSocket.with(address.port) { socket in
                try socket.send(Self.get("/readyz"))
                return socket.readToEnd()
            }
        }
        #expect(answer.statuses == [200])
        #expect(answer.text.hasSuffix("\r\n\r\n{\"status\":\"ready\",\"writes\":\"accepted\"}"))
        #expect(log.written.split(separator: "\n").count == 1)
    }

    @Test("One that is told to stop answers as before for its time to drain, but that it is not ready")
    func drain() async throws {
        let register = try TemporaryRegister()
        let drain = Drain()
        let table = CallTable()
        HealthRoutes(registry: register.registry, drain: drain).register(on: table)
        TypeRoutes(registry: register.registry).register(on: table)
        let listener = buildApplication(
            table, makeParts(table: table), on: ListenAddress(host: "127.0.0.1", port: 0))
        try await listener.test(.router) { client in
            func statuses() async throws -> [Int] {
                var statuses: [Int] = []
                for path in ["/healthz", "/readyz", "/v1/types"] {
                    statuses.append(try await client.execute(uri: path, method: .get).status.code)
                }
                return statuses
            }
            #expect(try await statuses() == [200, 200, 200])
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: [drain], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
            async let end: Void = group.run()
            await group.triggerGracefulShutdown()
            try await end
            #expect(drain.isUnderWay)
            #expect(try await statuses() == [200, 503, 200])
        }
    }

    @Test("Its listeners take connections until the time to drain is over")
    func drainsBeforeItCloses() async throws {
        var configuration = ServerConfiguration()
        configuration.listen = ListenAddress(host: "127.0.0.1", port: 0)
        configuration.eventLoops = 1
        configuration.timeouts.drain = .seconds(600)
        let register = try TemporaryRegister()
        let (addresses, announce) = AsyncStream.makeStream(of: ListenAddress.self)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = CadastreServer(
            registry: register.registry, configuration: configuration, logger: logger, logWriter: LogLines().writer
        ) { announce.yield($0) }
        let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [server], logger: logger))
        let running = Task { try await group.run() }
        let address = try #require(await addresses.first { _ in true })
        await group.triggerGracefulShutdown()
        var last: [Int] = []
        // The order to stop arrives some time after it was given.
        for _ in 0..<10_000 where last != [503] {
            last = try await RawSocket.with(address.port) { socket in
                try socket.send(Self.get("/readyz"))
                return socket.readToEnd()
            }.statuses
        }
        #expect(last == [503])
        let other = try await RawSocket.with(address.port) { socket in
            try socket.send(Self.get("/v1/types"))
            return socket.readToEnd()
        }
        #expect(other.statuses == [200])
        running.cancel()
        _ = await running.result
    }

    @Test("A server whose register is closed lives, and is not ready")
    func notReady() async throws {
        let register = try TemporaryRegister()
        let closed = try register.reopened()
        closed.close()
        let table = CallTable()
        HealthRoutes(registry: closed).register(on: table)
        let listener = buildApplication(
            table, makeParts(table: table), on: ListenAddress(host: "127.0.0.1", port: 0))
        try await listener.test(.router) { client in
            for (path, status) in [("/healthz", 200), ("/readyz", 500)] {
                let answer = try await client.execute(uri: path, method: .get)
                #expect(answer.status.code == status)
            }
        }
    }

    @Test("The operators' listener serves the figures of the main one, and nothing of the register")
    func admin() async throws {
        let register = try TemporaryRegister()
        var configuration = ServerConfiguration()
        configuration.adminListen = ListenAddress(host: "127.0.0.1", port: 0)
        configuration.servesMetrics = false
        let listeners = buildListeners(
            register.registry, configuration, logWriter: LogLines().writer,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, on: MultiThreadedEventLoopGroup.singleton
        ) { _ in }
        try #require(listeners.count == 2)
        try await listeners[0].test(.router) { client in
            let hidden = try await client.execute(uri: "/metrics", method: .get)
            #expect(hidden.status == .notFound)
        }
        try await listeners[1].test(.router) { client in
            let figures = try await client.execute(uri: "/metrics", method: .get)
            #expect(figures.text.contains(#"{route="none",method="GET",status="404"} 1"#))
            for (path, status) in [("/healthz", 200), ("/readyz", 200), ("/v1/types", 404), ("/docs", 404)] {
                let answer = try await client.execute(uri: path, method: .get)
                #expect(answer.status.code == status, "\(path)")
            }
        }
    }
}
