public import Cadastre
import Hummingbird
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle
import UnixSignals

/// The register behind HTTP: a main listener and, if wanted, one for operators.
///
/// ```swift
/// let server = CadastreServer(registry: registry, logger: logger) { address in print("listening on http://\(address)") }
/// try await server.run()
/// ```
public struct CadastreServer: Service {
    private let registry: Registry
    private let configuration: ServerConfiguration
    private let logger: Logger
    private let logWriter: LogWriter
    private let onListening: @Sendable (ListenAddress) -> Void

    /// - Parameters:
    ///   - registry: The register; whoever has opened it closes it, after ``run()`` has returned.
    ///   - configuration: Where to listen, what to allow.
    ///   - logger: Where events other than requests are logged.
    ///   - logWriter: What writes the access log.
    ///   - onListening: Told the main listener's address once every listener takes connections.
    public init(
        registry: Registry, configuration: ServerConfiguration = ServerConfiguration(), logger: Logger,
        logWriter: LogWriter = .standardError, onListening: @escaping @Sendable (ListenAddress) -> Void = { _ in }
    ) {
        self.registry = registry
        self.configuration = configuration
        self.logger = logger
        self.logWriter = logWriter
        self.onListening = onListening
    }

    /// Serves until SIGTERM, SIGINT, or the graceful shutdown of a service group around it: then says on `/readyz` that it
    /// ends, for as long as ``ServerConfiguration/Timeouts/drain`` says, takes no more connections, finishes what runs, for
    /// as long as ``ServerConfiguration/Timeouts/shutdown`` says, and returns; not before a change that is being committed
    /// has been, and is in the log, unless nobody reads that.
    ///
    /// - Throws: ``ListenFailure`` where it can't listen.
    public func run() async throws {
        let loops = MultiThreadedEventLoopGroup(numberOfThreads: configuration.eventLoops ?? System.coreCount)
        do {
            try await serviceGroup(on: loops).run()
        } catch {
            await end(loops)
            throw error
        }
        await end(loops)
    }

    private func end(_ loops: MultiThreadedEventLoopGroup) async {
        await Self.settle(loops)
        logWriter.flush()
        // It fails only where the loops have been shut down already.
        try? await loops.shutdownGracefully()
    }

    /// Waits for what listeners and connections have left to their loops, such as closing a socket or the last step of a
    /// task: a loop that has ended takes no more work, and complains. A step may leave another, to another loop; none
    /// leaves more than a few.
    private static func settle(_ loops: MultiThreadedEventLoopGroup) async {
        for _ in 0..<8 {
            for loop in loops.makeIterator() { try? await loop.submit {}.get() }
        }
    }

    private func serviceGroup(on eventLoops: any EventLoopGroup) -> ServiceGroup {
        let drain = Drain(for: configuration.timeouts.drain)
        let applications = buildListeners(
            registry, configuration, logWriter: logWriter, logger: logger, on: eventLoops, drain: drain,
            onListening: onListening)
        let addresses = [configuration.listen, configuration.adminListen].compactMap(\.self)
        let listeners = zip(addresses, applications).map { Listener(address: $0, application: $1) }
        let watch = OldReadWatch(
            registry: registry,
            logger: logWriter.makeLogger(label: "cadastre", format: configuration.logFormat, level: .warning),
            patience: configuration.timeouts.oldRead)
        var group = ServiceGroupConfiguration(
            services: listeners + [watch, drain], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // The connections end themselves; this is for one that does not.
        group.maximumGracefulShutdownDuration =
            configuration.timeouts.drain + configuration.timeouts.shutdown + .seconds(1)
        return ServiceGroup(configuration: group)
    }
}
