// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Cadastre
public import CCadastre

@c @implementation
public func cadastre_token_login(
    _ session: OpaquePointer!, _ json: UnsafePointer<CChar>!, _ count: Int, _ attempt: UnsafePointer<cadastre_attempt>!,
    _ tokens: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: tokens, error) { (session: Session, answer) in
        let credentials = try Credentials(json: Argument.json(json, count))
        try answer.fill(try session.registry.login(credentials, from: try Argument.peer(attempt)).json)
    }
}

@c @implementation
public func cadastre_token_refresh(
    _ session: OpaquePointer!, _ json: UnsafePointer<CChar>!, _ count: Int,
    _ tokens: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: tokens, error) { (session: Session, answer) in
        let request = try RefreshRequest(json: Argument.json(json, count))
        try answer.fill(try session.registry.refresh(request).commit().json)
    }
}

@c @implementation
public func cadastre_token_logout(
    _ session: OpaquePointer!, _ json: UnsafePointer<CChar>!, _ count: Int,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, error) { (session: Session) in
        try session.registry.logout(try RefreshRequest(json: Argument.json(json, count))).commit()
    }
}
