// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Cadastre
public import CCadastre

@c @implementation
public func cadastre_store_create_user(
    _ store: OpaquePointer!, _ json: UnsafePointer<CChar>!, _ count: Int, _ role: UnsafePointer<CChar>!,
    _ user: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, inAny: user, error) { (store: OpenStore, answer) in
        let role = try Argument.role(role)
        let draft = try SignUp(json: Argument.json(json, count), at: store.registry.now)
        let created = try store.registry.createUser(draft, role: role)
        try answer?.fill(created)
    }
}

@c @implementation
public func cadastre_store_find_user(
    _ store: OpaquePointer!, _ email: UnsafePointer<CChar>!, _ user: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, in: user, error) { (store: OpenStore, answer) in
        try answer.fill(try store.registry.user(withEmail: try Argument.text(email, "email")))
    }
}

@c @implementation
public func cadastre_store_set_email(
    _ store: OpaquePointer!, _ id: UnsafePointer<CChar>!, _ email: UnsafePointer<CChar>!,
    _ user: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, inAny: user, error) { (store: OpenStore, answer) in
        let (id, email) = try (Argument.user(id), Argument.text(email, "email"))
        let changed = try store.registry.setEmail(email, of: id).commit()
        try answer?.fill(changed)
    }
}

@c @implementation
public func cadastre_store_set_password(
    _ store: OpaquePointer!, _ id: UnsafePointer<CChar>!, _ password: UnsafePointer<CChar>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, error) { (store: OpenStore) in
        let (id, password) = try (Argument.user(id), Argument.text(password, "password"))
        try store.registry.setPassword(password, of: id)
    }
}

@c @implementation
public func cadastre_store_set_role(
    _ store: OpaquePointer!, _ id: UnsafePointer<CChar>!, _ role: UnsafePointer<CChar>!,
    _ user: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, inAny: user, error) { (store: OpenStore, answer) in
        let (id, role) = try (Argument.user(id), Argument.role(role))
        let changed = try store.registry.setRole(role, of: id).commit()
        try answer?.fill(changed)
    }
}

@c @implementation
public func cadastre_store_delete_user(
    _ store: OpaquePointer!, _ id: UnsafePointer<CChar>!, _ deleted: UnsafeMutablePointer<UInt64>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, error) { (store: OpenStore) in
        let count = try store.registry.deleteUserInBatches(try Argument.user(id))
        deleted?.pointee = UInt64(count)
    }
}
