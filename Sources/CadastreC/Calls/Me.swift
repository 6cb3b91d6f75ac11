// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Cadastre
public import CCadastre

@c @implementation
public func cadastre_me_get(
    _ session: OpaquePointer!, _ user: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: user, error) { (session: Session, answer) in
        try answer.collect { try session.registry.me(as: session.caller, into: $0) }
    }
}

@c @implementation
public func cadastre_me_patch(
    _ session: OpaquePointer!, _ json: UnsafePointer<CChar>!, _ count: Int, _ expected: UnsafePointer<CChar>!,
    _ user: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, inAny: user, error) { (session: Session, answer) in
        let changed = try session.change { registry, caller in
            let patch = try MergePatch(json: Argument.json(json, count))
            return registry.patchMe(with: patch, ifMatch: try Argument.precondition(expected), as: caller)
        }
        try answer?.fill(changed)
    }
}

@c @implementation
public func cadastre_me_delete(
    _ session: OpaquePointer!, _ expected: UnsafePointer<CChar>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, error) { (session: Session) in
        try session.change { registry, caller in
            registry.deleteMe(ifMatch: try Argument.precondition(expected), as: caller)
        }
    }
}

@c @implementation
public func cadastre_me_set_password(
    _ session: OpaquePointer!, _ json: UnsafePointer<CChar>!, _ count: Int, _ attempt: UnsafePointer<cadastre_attempt>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, error) { (session: Session) in
        let change = try session.reading { try PasswordChange(json: Argument.json(json, count)) }
        try session.registry.changePassword(change, as: session.caller, from: try Argument.peer(attempt))
    }
}

@c @implementation
public func cadastre_me_export(
    _ session: OpaquePointer!, _ export_: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, error) { (session: Session) in
        let place = try Argument.place(export_, "export")
        let export = try session.registry.exportMe(as: session.caller)
        place.pointee = try Handles.make(RunningExport(export, from: session.store))
    }
}

@c @implementation
public func cadastre_export_next(
    _ export_: OpaquePointer!, _ piece: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(export_, in: piece, error) { (export: RunningExport, answer) in
        try answer.fill(try export.next() ?? [])
    }
}

@c @implementation
public func cadastre_export_free(
    _ export_: OpaquePointer!
) -> cadastre_status {
    answering(nil) { try Handles.free(export_, RunningExport.self) }
}
