// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
public import CCadastre
import Glibc

@c @implementation
public func cadastre_buffer_free(_ buffer: UnsafeMutablePointer<cadastre_buffer>!) {
    guard let buffer else { return }
    free(buffer.pointee.bytes)
    buffer.pointee = cadastre_buffer()
}
