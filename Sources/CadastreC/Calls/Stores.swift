// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Cadastre
public import CCadastre

@c @implementation
public func cadastre_store_open(
    _ path: UnsafePointer<CChar>!, _ options: UnsafePointer<cadastre_store_options>!,
    _ store: UnsafeMutablePointer<OpaquePointer?>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(error) {
        let place = try Argument.place(store, "store")
        let path = try Argument.path(path, "path")
        let options = try cadastre_store_options(reading: options)
        let log = LogCallback(function: options.log, context: options.log_context)
        do {
            let registry = try Registry.open(at: path, options: try RegistryOptions(options))
            place.pointee = try Handles.make(OpenStore(registry, log: log))
        } catch let caught as RegistryError {
            log.report(caught)
            throw caught
        }
    }
}

@c @implementation
public func cadastre_store_close(
    _ store: OpaquePointer!
) -> cadastre_status {
    answering(nil) {
        try Callbacks.requireNone()
        try Handles.close(store)
    }
}

@c @implementation
public func cadastre_store_backup(
    _ store: OpaquePointer!, _ directory: UnsafePointer<CChar>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, error) { (store: OpenStore) in
        try store.registry.backup(to: try Argument.path(directory, "directory"))
    }
}

@c @implementation
public func cadastre_store_verify(
    _ store: OpaquePointer!, _ report: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, inAny: report, error) { (store: OpenStore, answer) in
        let found = try store.registry.verify()
        try answer?.fill(found.json)
        guard found.isClean else {
            throw RegistryError.corrupt("\(found.problems.count) things are wrong; the first: \(found.problems[0])")
        }
    }
}

@c @implementation
public func cadastre_store_token_key(
    _ store: OpaquePointer!, _ key: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, in: key, error) { (store: OpenStore, answer) in
        try answer.fill(Array(try store.registry.signingKey().utf8))
    }
}

@c @implementation
public func cadastre_store_rotate_token_key(
    _ store: OpaquePointer!, _ ends_previous: Int32, _ key: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, inAny: key, error) { (store: OpenStore, answer) in
        let key = try store.registry.rotateSigningKey(keepsPrevious: ends_previous == 0).commit()
        try answer?.fill(Array(key.utf8))
    }
}

@c @implementation
public func cadastre_store_is_private(
    _ store: OpaquePointer!, _ is_private: UnsafeMutablePointer<Int32>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, error) { (store: OpenStore) in
        try Argument.place(is_private, "is_private").pointee = try store.registry.isPrivate() ? 1 : 0
    }
}
