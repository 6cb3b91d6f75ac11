import Cadastre
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The calls of the main listener, which is where the routes of all resources come together, and what counts them.
func mainCalls(
    _ registry: Registry, _ configuration: ServerConfiguration, logWriter: LogWriter, drain: Drain = Drain()
) -> (table: CallTable, figures: MetricsRoutes) {
    let table = CallTable()
    let hashing = HashingPool()
    let clientAddress = ClientAddress(trustedProxies: configuration.trustedProxies)
    AuthRoutes(registry: registry, hashing: hashing, clientAddress: clientAddress).register(on: table)
    UserRoutes(registry: registry, hashing: hashing, clientAddress: clientAddress).register(on: table)
    TypeRoutes(registry: registry).register(on: table)
    PropertyRoutes(registry: registry).register(on: table)
    RoomRoutes(registry: registry).register(on: table)
    CityRoutes(registry: registry).register(on: table)
    DocumentRoutes(servesPage: configuration.servesDocs).register(on: table)
    HealthRoutes(registry: registry, drain: drain).register(on: table)
    let metrics = RequestMetrics(routes: table.templates + [MetricsRoutes.template])
    let figures = MetricsRoutes(registry: registry, metrics: metrics, logWriter: logWriter)
    if configuration.servesMetrics { figures.register(on: table) }
    return (table, figures)
}

/// The listeners of a server: the main one, and the operators' if there is to be one.
///
/// - Parameters:
///   - drain: Knows whether the server is about to end.
///   - onListening: Told the main listener's address once all take connections.
func buildListeners(
    _ registry: Registry, _ configuration: ServerConfiguration, logWriter: LogWriter, logger: Logger,
    on eventLoops: any EventLoopGroup, drain: Drain = Drain(), onListening: @escaping @Sendable (ListenAddress) -> Void
) -> [Application<FrontDoor>] {
    let (main, figures) = mainCalls(registry, configuration, logWriter: logWriter, drain: drain)
    let parts = ServerParts(
        configuration: configuration, metrics: figures.metrics, logWriter: logWriter, logger: logger,
        eventLoops: eventLoops,
        authenticate: { token throws(RegistryError) in try registry.authenticate(bearer: token) })
    let announcement = Announcement(ofListeners: configuration.adminListen == nil ? 1 : 2, onListening)
    var listeners = [
        buildApplication(main, parts, on: configuration.listen) { announcement.note(main: $0) }
    ]
    if let address = configuration.adminListen {
        let admin = CallTable()
        HealthRoutes(registry: registry, drain: drain).register(on: admin)
        figures.register(on: admin)
        listeners.append(buildApplication(admin, parts, on: address) { _ in announcement.note() })
    }
    return listeners
}

/// The router of `table`: its calls, and what each path answers to other methods.
func buildRouter(_ table: CallTable, _ parts: ServerParts) -> Router<RequestContext> {
    table.makeRouter(
        authenticate: parts.authenticate, crossOrigin: parts.crossOrigin,
        maximumBodyBytes: parts.configuration.limits.bodyBytes)
}

/// One listener that answers the calls of `table`.
///
/// - Parameter onListening: Told the address once the socket takes connections; its port is known then.
func buildApplication(
    _ table: CallTable, _ parts: ServerParts, on address: ListenAddress,
    onListening: @escaping @Sendable (ListenAddress) -> Void = { _ in }
) -> Application<FrontDoor> {
    let configuration = parts.configuration
    let door = FrontDoor(
        router: buildRouter(table, parts).buildResponder(),
        immediateRoutes: ImmediateRoutes(
            table.makeEndpoints(
                authenticate: parts.authenticate, maximumBodyBytes: configuration.limits.bodyBytes)),
        crossOrigin: parts.crossOrigin,
        compressor: Compressor(threads: .singleton), metrics: parts.metrics,
        log: AccessLog(format: configuration.logFormat, writer: parts.logWriter))
    let connections = OpenConnections()
    return Application(
        responder: door,
        server: HTTPServerBuilder { _ in
            HTTPConnection(
                door: door, limits: configuration.limits, timeouts: configuration.timeouts, connections: connections)
        },
        configuration: ApplicationConfiguration(
            address: .hostname(address.host, port: address.port), backlog: 1024,
            availableConnectionsDelegate: ConnectionLimit(
                configuration.limits.connections, of: connections, metrics: parts.metrics)),
        onServerRunning: { listener in
            // One connection at a time, or the limit would be passed by those of one round.
            try? await listener.setOption(.maxMessagesPerRead, value: 1).get()
            try? await listener.eventLoop.submit {
                try listener.pipeline.syncOperations.addHandler(AcceptPause(), position: .first)
            }.get()
            onListening(ListenAddress(host: address.host, port: listener.localAddress?.port ?? address.port))
        },
        eventLoopGroupProvider: .shared(parts.eventLoops), logger: parts.logger)
}
