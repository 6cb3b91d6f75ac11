import Cadastre
import HTTPTypes
import Hummingbird
import NIOCore

/// The types that a property may have: anyone reads, admins change.
struct TypeRoutes {
    let registry: Registry

    func register(on table: CallTable) {
        table.get("v1/types", use: list)
        table.get("v1/types/{id}", use: show)
        table.put("v1/types/{id}", use: put)
        table.delete("v1/types/{id}", use: delete)
    }

    @Sendable func list(_ request: Request, context: RequestContext) throws -> Answer {
        .content(ByteBuffer(bytes: try registry.types(as: context.caller).json))
    }

    @Sendable func show(_ request: Request, context: RequestContext) throws -> Answer {
        .content(ByteBuffer(bytes: try registry.type(context.pathParameter("id"), as: context.caller).json))
    }

    @Sendable func put(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        let slug = context.pathParameter("id")
        return try registry.putType(slug, TypeDraft(json: context.body), as: context.caller).answered { outcome in
            let json = outcome.stored.json
            return outcome.isNew ? .created(json, at: "/v1/types/\(slug)") : .content(ByteBuffer(bytes: json))
        }
    }

    @Sendable func delete(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        registry.deleteType(context.pathParameter("id"), as: context.caller).answered { _ in .done() }
    }
}
