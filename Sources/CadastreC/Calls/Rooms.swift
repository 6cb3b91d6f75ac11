// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Cadastre
public import CCadastre

@c @implementation
public func cadastre_room_list(
    _ session: OpaquePointer!, _ property: UnsafePointer<CChar>!, _ rooms: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: rooms, error) { (session: Session, answer) in
        let property = try Argument.property(property, "property")
        try answer.collect { try session.registry.rooms(of: property, as: session.caller, into: $0) }
    }
}

@c @implementation
public func cadastre_room_get(
    _ session: OpaquePointer!, _ property: UnsafePointer<CChar>!, _ id: UnsafePointer<CChar>!,
    _ room: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: room, error) { (session: Session, answer) in
        let (property, id) = try (Argument.property(property, "property"), Argument.room(id))
        try answer.collect { try session.registry.room(id, of: property, as: session.caller, into: $0) }
    }
}

@c @implementation
public func cadastre_room_create(
    _ session: OpaquePointer!, _ property: UnsafePointer<CChar>!, _ json: UnsafePointer<CChar>!, _ count: Int,
    _ expected: UnsafePointer<CChar>!, _ room: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: room, error) { (session: Session, answer) in
        try Argument.require(property, "property")
        let created = try session.change { registry, caller in
            let draft = try RoomDraft(json: Argument.json(json, count))
            return registry.createRoom(
                draft, of: try Argument.property(property, "property"), ifMatch: try Argument.precondition(expected),
                as: caller)
        }
        try answer.fill(created)
    }
}

@c @implementation
public func cadastre_room_replace(
    _ session: OpaquePointer!, _ property: UnsafePointer<CChar>!, _ id: UnsafePointer<CChar>!,
    _ json: UnsafePointer<CChar>!, _ count: Int, _ expected: UnsafePointer<CChar>!,
    _ room: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, inAny: room, error) { (session: Session, answer) in
        try Argument.require(property, "property")
        try Argument.require(id, "id")
        let replaced = try session.change { registry, caller in
            let replacement = try RoomReplacement(json: Argument.json(json, count))
            let (property, id) = try (Argument.property(property, "property"), Argument.room(id))
            return registry.replaceRoom(
                id, of: property, with: replacement, ifMatch: try Argument.precondition(expected), as: caller)
        }
        try answer?.fill(replaced)
    }
}

@c @implementation
public func cadastre_room_patch(
    _ session: OpaquePointer!, _ property: UnsafePointer<CChar>!, _ id: UnsafePointer<CChar>!,
    _ json: UnsafePointer<CChar>!, _ count: Int, _ expected: UnsafePointer<CChar>!,
    _ room: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, inAny: room, error) { (session: Session, answer) in
        try Argument.require(property, "property")
        try Argument.require(id, "id")
        let changed = try session.change { registry, caller in
            let patch = try MergePatch(json: Argument.json(json, count))
            let (property, id) = try (Argument.property(property, "property"), Argument.room(id))
            return registry.patchRoom(
                id, of: property, with: patch, ifMatch: try Argument.precondition(expected), as: caller)
        }
        try answer?.fill(changed)
    }
}

@c @implementation
public func cadastre_room_delete(
    _ session: OpaquePointer!, _ property: UnsafePointer<CChar>!, _ id: UnsafePointer<CChar>!,
    _ expected: UnsafePointer<CChar>!, _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, error) { (session: Session) in
        try session.change { registry, caller in
            let (property, id) = try (Argument.property(property, "property"), Argument.room(id))
            return registry.deleteRoom(id, of: property, ifMatch: try Argument.precondition(expected), as: caller)
        }
    }
}
