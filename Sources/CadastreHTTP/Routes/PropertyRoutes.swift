import Cadastre
import HTTPTypes
import Hummingbird
import NIOCore

/// Properties: anyone reads, their owner changes.
struct PropertyRoutes {
    let registry: Registry

    func register(on table: CallTable) {
        table.get("v1/properties", query: PropertyQuery.parameters, use: list)
        table.post("v1/properties", for: .users, use: create)
        table.get("v1/properties/{id}", use: show)
        table.put("v1/properties/{id}", use: replace)
        table.patch("v1/properties/{id}", use: patch)
        table.delete("v1/properties/{id}", use: delete)
    }

    @Sendable func list(_ request: Request, context: RequestContext) throws -> Answer {
        let query = try PropertyQuery(parameters: context.query.pairs)
        return .page(try registry.properties(query, as: context.caller), of: request, context)
    }

    @Sendable func create(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        let draft = try PropertyDraft(json: context.body)
        return registry.createProperty(draft, as: context.caller).answered { property in
            .created(property.json, property.revision, at: "/v1/properties/\(property.id)")
        }
    }

    @Sendable func show(_ request: Request, context: RequestContext) throws -> Answer {
        try registry.withProperty(context.id("id"), as: context.caller) { revision, json in
            .record(ByteBuffer(bytes: json), revision, to: request, context)
        }
    }

    @Sendable func replace(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        let replacement = try PropertyReplacement(json: context.body)
        return registry.replaceProperty(
            context.id("id"), with: replacement, ifMatch: request.ifMatch, as: context.caller
        ).answered { property in .changed(property.json, property.revision) }
    }

    @Sendable func patch(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        let patch = try MergePatch(json: context.body)
        return registry.patchProperty(
            context.id("id"), with: patch, ifMatch: request.ifMatch, as: context.caller
        ).answered { property in .changed(property.json, property.revision) }
    }

    @Sendable func delete(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        registry.deleteProperty(context.id("id"), ifMatch: request.ifMatch, as: context.caller).answered { _ in .done()
        }
    }
}
