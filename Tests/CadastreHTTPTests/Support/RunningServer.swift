import Cadastre
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

@testable import CadastreHTTP

/// The parts of a listener for tests that need no register.
func makeParts(
    _ configuration: ServerConfiguration = ServerConfiguration(), table: CallTable,
    logWriter: LogWriter = LogWriter { $0.count },
    eventLoops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
    authenticate: @escaping ServerParts.Authenticator = { _ throws(RegistryError) in
        throw .unauthenticated(.invalidToken)
    }
) -> ServerParts {
    ServerParts(
        configuration: configuration, metrics: RequestMetrics(routes: table.templates), logWriter: logWriter,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, eventLoops: eventLoops,
        authenticate: authenticate)
}

/// Runs a listener with these calls on a free port while `body` runs.
///
/// - Parameter body: Gets the port, and what shuts the server down gracefully.
func withServer<Result: Sendable>(
    _ table: CallTable, _ configuration: ServerConfiguration = ServerConfiguration(),
    logWriter: LogWriter = LogWriter { $0.count },
    eventLoops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
    _ body: @Sendable (_ port: Int, _ shutDown: @escaping @Sendable () async -> Void) async throws -> Result
) async throws -> Result {
    let (ports, announce) = AsyncStream.makeStream(of: Int.self)
    let listener = buildApplication(
        table, makeParts(configuration, table: table, logWriter: logWriter, eventLoops: eventLoops),
        on: ListenAddress(host: "127.0.0.1", port: 0)
    ) { address in
        announce.yield(address.port)
        announce.finish()
    }
    let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [listener], logger: listener.logger))
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        guard let port = await ports.first(where: { _ in true }) else { throw CancellationError() }
        let result: Result
        do {
            result = try await body(port) { await group.triggerGracefulShutdown() }
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return result
    }
}
