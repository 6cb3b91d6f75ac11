// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Cadastre
public import CCadastre

@c @implementation
public func cadastre_store_export(
    _ store: OpaquePointer!, _ with_secrets: Int32, _ write: cadastre_write_callback!,
    _ context: UnsafeMutableRawPointer!, _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, error) { (store: OpenStore) in
        guard let write else { throw RegistryError.misuse("write is NULL.") }
        try Callbacks.during {
            try store.registry.export(withSecrets: with_secrets != 0) { line, _ in
                let result = line.withUnsafeBytes { bytes in
                    let text = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                    return Callbacks.call { write(context, text, bytes.count) }
                }
                if result != 0 { throw Stopped(message: "The callback has ended the export.") }
            }
        }
    }
}

@c @implementation
public func cadastre_store_import(
    _ store: OpaquePointer!, _ options: UnsafePointer<cadastre_import_options>!, _ read: cadastre_read_callback!,
    _ reject: cadastre_reject_callback!, _ context: UnsafeMutableRawPointer!,
    _ summary: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(store, inAny: summary, error) { (store: OpenStore, answer) in
        guard let read else { throw RegistryError.misuse("read is NULL.") }
        let options = try cadastre_import_options(reading: options)
        let source = ImportSource(read: read, reject: reject, context: context)
        try Callbacks.during { try source.run(into: store.registry, options, answer) }
    }
}
