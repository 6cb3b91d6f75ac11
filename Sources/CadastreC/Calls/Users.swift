// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Cadastre
public import CCadastre

@c @implementation
public func cadastre_user_create(
    _ session: OpaquePointer!, _ json: UnsafePointer<CChar>!, _ count: Int, _ attempt: UnsafePointer<cadastre_attempt>!,
    _ user: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: user, error) { (session: Session, answer) in
        let registry = session.registry
        let draft = try SignUp(json: Argument.json(json, count), at: registry.now)
        try answer.fill(try registry.signUp(draft, from: try Argument.peer(attempt)).json)
    }
}

@c @implementation
public func cadastre_user_get(
    _ session: OpaquePointer!, _ id: UnsafePointer<CChar>!, _ user: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: user, error) { (session: Session, answer) in
        let id = try Argument.user(id)
        try answer.collect { try session.registry.publicUser(id, as: session.caller, into: $0) }
    }
}

@c @implementation
public func cadastre_user_list(
    _ session: OpaquePointer!, _ query: UnsafePointer<CChar>!, _ page: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: page, error) { (session: Session, answer) in
        let query = try session.reading { try query.map { try UserQuery(json: Argument.query($0)) } ?? UserQuery() }
        try answer.collect { _ = try session.registry.users(query, as: session.caller, into: $0) }
    }
}

@c @implementation
public func cadastre_user_delete(
    _ session: OpaquePointer!, _ id: UnsafePointer<CChar>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, error) { (session: Session) in
        try session.change { registry, caller in registry.deleteUser(try Argument.user(id), as: caller) }
    }
}

@c @implementation
public func cadastre_user_end_sessions(
    _ session: OpaquePointer!, _ id: UnsafePointer<CChar>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, error) { (session: Session) in
        try session.change { registry, caller in registry.endSessions(of: try Argument.user(id), as: caller) }
    }
}
