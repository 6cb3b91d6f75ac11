// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Cadastre
public import CCadastre

@c @implementation
public func cadastre_property_list(
    _ session: OpaquePointer!, _ query: UnsafePointer<CChar>!, _ page: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: page, error) { (session: Session, answer) in
        let query = try query.map { try PropertyQuery(json: Argument.query($0)) } ?? PropertyQuery()
        try answer.collect { _ = try session.registry.properties(query, as: session.caller, into: $0) }
    }
}

@c @implementation
public func cadastre_property_get(
    _ session: OpaquePointer!, _ id: UnsafePointer<CChar>!, _ property: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: property, error) { (session: Session, answer) in
        let id = try Argument.property(id)
        try session.registry.withProperty(id, as: session.caller) { revision, json in
            answer.filled(json, revision)
        }.get()
    }
}

@c @implementation
public func cadastre_property_create(
    _ session: OpaquePointer!, _ json: UnsafePointer<CChar>!, _ count: Int,
    _ property: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: property, error) { (session: Session, answer) in
        let created = try session.change { registry, caller in
            registry.createProperty(try PropertyDraft(json: Argument.json(json, count)), as: caller)
        }
        try answer.fill(created)
    }
}

@c @implementation
public func cadastre_property_replace(
    _ session: OpaquePointer!, _ id: UnsafePointer<CChar>!, _ json: UnsafePointer<CChar>!, _ count: Int,
    _ expected: UnsafePointer<CChar>!, _ property: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, inAny: property, error) { (session: Session, answer) in
        try Argument.require(id, "id")
        let replaced = try session.change { registry, caller in
            let replacement = try PropertyReplacement(json: Argument.json(json, count))
            return registry.replaceProperty(
                try Argument.property(id), with: replacement, ifMatch: try Argument.precondition(expected), as: caller)
        }
        try answer?.fill(replaced)
    }
}

@c @implementation
public func cadastre_property_patch(
    _ session: OpaquePointer!, _ id: UnsafePointer<CChar>!, _ json: UnsafePointer<CChar>!, _ count: Int,
    _ expected: UnsafePointer<CChar>!, _ property: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, inAny: property, error) { (session: Session, answer) in
        try Argument.require(id, "id")
        let changed = try session.change { registry, caller in
            let patch = try MergePatch(json: Argument.json(json, count))
            return registry.patchProperty(
                try Argument.property(id), with: patch, ifMatch: try Argument.precondition(expected), as: caller)
        }
        try answer?.fill(changed)
    }
}

@c @implementation
public func cadastre_property_delete(
    _ session: OpaquePointer!, _ id: UnsafePointer<CChar>!, _ expected: UnsafePointer<CChar>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, error) { (session: Session) in
        try session.change { registry, caller in
            registry.deleteProperty(
                try Argument.property(id), ifMatch: try Argument.precondition(expected), as: caller)
        }
    }
}
