// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Cadastre
import CCadastre

@c @implementation
public func cadastre_abi_version() -> Int32 { CADASTRE_ABI_VERSION }

@c @implementation
public func cadastre_version() -> UnsafePointer<CChar>! { Version.current.text }

@c @implementation
public func cadastre_openapi_document(_ count: UnsafeMutablePointer<Int>!) -> UnsafePointer<CChar>! {
    count?.pointee = OpenAPI.bytes.count
    return OpenAPI.bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
}

extension StaticString {
    /// The text, which ends in NUL and stays.
    var text: UnsafePointer<CChar> { UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self) }
}
