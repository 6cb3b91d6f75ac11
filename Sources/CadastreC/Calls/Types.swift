// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Cadastre
public import CCadastre

@c @implementation
public func cadastre_type_list(
    _ session: OpaquePointer!, _ types: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: types, error) { (session: Session, answer) in
        try answer.collect { try session.registry.types(as: session.caller, into: $0) }
    }
}

@c @implementation
public func cadastre_type_get(
    _ session: OpaquePointer!, _ id: UnsafePointer<CChar>!, _ type: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: type, error) { (session: Session, answer) in
        let id = try Argument.slug(id)
        try answer.collect { try session.registry.type(id, as: session.caller, into: $0) }
    }
}

@c @implementation
public func cadastre_type_put(
    _ session: OpaquePointer!, _ id: UnsafePointer<CChar>!, _ json: UnsafePointer<CChar>!, _ count: Int,
    _ type: UnsafeMutablePointer<cadastre_buffer>!, _ is_new: UnsafeMutablePointer<Int32>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, inAny: type, error) { (session: Session, answer) in
        try Argument.require(id, "id")
        let outcome = try session.change { registry, caller in
            let draft = try TypeDraft(json: Argument.json(json, count))
            return registry.putType(try Argument.slug(id), draft, as: caller)
        }
        try answer?.fill(outcome.stored.json)
        is_new?.pointee = outcome.isNew ? 1 : 0
    }
}

@c @implementation
public func cadastre_type_delete(
    _ session: OpaquePointer!, _ id: UnsafePointer<CChar>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, error) { (session: Session) in
        try session.change { registry, caller in registry.deleteType(try Argument.slug(id), as: caller) }
    }
}
