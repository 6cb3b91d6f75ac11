import Cadastre
import Hummingbird
import NIOCore

/// Whether the server lives, and whether it can do its work: for whatever watches over it.
struct HealthRoutes {
    let registry: Registry
    var drain = Drain()

    func register(on table: CallTable) {
        table.get("healthz", answers: .plainText, use: live)
        table.get("readyz", use: ready)
    }

    /// The process answers.
    @Sendable func live(_ request: Request, context: RequestContext) -> Answer {
        .content(ByteBuffer(string: "ok\n"), .plainText)
    }

    /// The store can be read, and is where it was, and the server goes on. That writes are refused is told, and no reason to
    /// be left alone.
    @Sendable func ready(_ request: Request, context: RequestContext) throws -> Answer {
        if drain.isUnderWay { throw RegistryError.unavailable("The server is about to end.") }
        return .content(ByteBuffer(bytes: try registry.requireReady(as: .anonymous).json))
    }
}
