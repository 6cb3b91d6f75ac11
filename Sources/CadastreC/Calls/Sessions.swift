// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Cadastre
public import CCadastre
import Glibc

@c @implementation
public func cadastre_session_anonymous(
    _ store: OpaquePointer!, _ session: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, error) { (store: OpenStore) in
        try Session.begin(in: store, at: session) { .anonymous }
    }
}

@c @implementation
public func cadastre_session_login(
    _ store: OpaquePointer!, _ email: UnsafePointer<CChar>!, _ password: UnsafePointer<CChar>!,
    _ attempt: UnsafePointer<cadastre_attempt>!, _ session: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, error) { (store: OpenStore) in
        try Session.begin(in: store, at: session) {
            let credentials = try Credentials(
                email: Argument.text(email, "email"), password: Argument.text(password, "password"))
            return try store.registry.authenticate(credentials, from: try Argument.peer(attempt))
        }
    }
}

@c @implementation
public func cadastre_session_from_token(
    _ store: OpaquePointer!, _ token: UnsafePointer<CChar>!, _ count: Int,
    _ session: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, error) { (store: OpenStore) in
        try Session.begin(in: store, at: session) {
            try store.registry.authenticate(bearer: try Argument.token(token, count))
        }
    }
}

@c @implementation
public func cadastre_store_session(
    _ store: OpaquePointer!, _ session: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, error) { (store: OpenStore) in
        try Session.begin(in: store, at: session) { .operator }
    }
}

@c @implementation
public func cadastre_session_free(
    _ session: OpaquePointer!
) -> cadastre_status {
    answering(nil) { try Handles.free(session, Session.self) }
}

@c @implementation
public func cadastre_session_user(
    _ session: OpaquePointer!, _ id: UnsafeMutablePointer<CChar>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, error) { (session: Session) in
        guard let id else { throw RegistryError.misuse("id is NULL.") }
        let text = session.caller.userID?.description ?? ""
        text.withCString { _ = strcpy(id, $0) }
    }
}

@c @implementation
public func cadastre_session_ready(
    _ session: OpaquePointer!, _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, error) { (session: Session) in
        try session.registry.requireReady(as: session.caller)
    }
}

@c @implementation
public func cadastre_session_statistics(
    _ session: OpaquePointer!, _ statistics: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: statistics, error) { (session: Session, answer) in
        try answer.fill(try session.registry.statistics(as: session.caller))
    }
}

extension Session {
    /// Begins a session of whoever `caller` finds it to be.
    ///
    /// - Parameter place: Where its handle goes.
    fileprivate static func begin(
        in store: OpenStore, at place: UnsafeMutablePointer<OpaquePointer?>?, _ caller: () throws -> Caller
    ) throws {
        let place = try Argument.place(place, "session")
        place.pointee = try Handles.make(Session(of: try caller(), in: store))
    }
}
