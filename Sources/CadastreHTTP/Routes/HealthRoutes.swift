import Cadastre
import Hummingbird
import NIOCore

/// Whether the server lives, and whether it can do its work: for whatever watches over it.
struct HealthRoutes {
    let registry: Registry

    func register(on table: CallTable) {
        table.get("healthz", answers: .plainText, use: live)
        table.get("readyz", answers: .plainText, use: ready)
    }

    /// The process answers.
    @Sendable func live(_ request: Request, context: RequestContext) -> Answer {
        .content(ByteBuffer(string: "ok\n"), .plainText)
    }

    /// The store can be read, and is where it was.
    @Sendable func ready(_ request: Request, context: RequestContext) throws -> Answer {
        try registry.requireReady(as: .anonymous)
        return .content(ByteBuffer(string: "ready\n"), .plainText)
    }
}
