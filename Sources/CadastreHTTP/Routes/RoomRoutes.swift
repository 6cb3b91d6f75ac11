import Cadastre
import HTTPTypes
import Hummingbird
import NIOCore

/// The rooms of a property, which change only with it: a room's tag is its property's.
struct RoomRoutes {
    let registry: Registry

    func register(on table: CallTable) {
        table.get("v1/properties/{id}/rooms", use: list)
        table.post("v1/properties/{id}/rooms", for: .users, use: create)
        table.get("v1/properties/{id}/rooms/{roomId}", use: show)
        table.put("v1/properties/{id}/rooms/{roomId}", use: replace)
        table.patch("v1/properties/{id}/rooms/{roomId}", use: patch)
        table.delete("v1/properties/{id}/rooms/{roomId}", use: delete)
    }

    @Sendable func list(_ request: Request, context: RequestContext) throws -> Answer {
        let rooms = try registry.rooms(of: context.id("id"), as: context.caller)
        return .record(ByteBuffer(bytes: rooms.json), rooms.revision, to: request, context)
    }

    @Sendable func create(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        let draft = try RoomDraft(json: context.body)
        let property: ID<Property> = context.id("id")
        return registry.createRoom(
            draft, of: property, ifMatch: request.ifMatch, as: context.caller
        ).answered { room in .created(room.json, room.revision, at: "/v1/properties/\(property)/rooms/\(room.id)") }
    }

    @Sendable func show(_ request: Request, context: RequestContext) throws -> Answer {
        let room = try registry.room(context.id("roomId"), of: context.id("id"), as: context.caller)
        return .record(ByteBuffer(bytes: room.json), room.revision, to: request, context)
    }

    @Sendable func replace(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        let replacement = try RoomReplacement(json: context.body)
        return registry.replaceRoom(
            context.id("roomId"), of: context.id("id"), with: replacement, ifMatch: request.ifMatch,
            as: context.caller
        ).answered { room in .changed(room.json, room.revision) }
    }

    @Sendable func patch(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        let patch = try MergePatch(json: context.body)
        return registry.patchRoom(
            context.id("roomId"), of: context.id("id"), with: patch, ifMatch: request.ifMatch, as: context.caller
        ).answered { room in .changed(room.json, room.revision) }
    }

    @Sendable func delete(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        registry.deleteRoom(
            context.id("roomId"), of: context.id("id"), ifMatch: request.ifMatch, as: context.caller
        ).answered { _ in .done() }
    }
}
