// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
public import CCadastre
import Glibc

@c @implementation
public func cadastre_error_free(_ error: UnsafeMutablePointer<cadastre_error>!) { free(error) }

@c @implementation
public func cadastre_status_name(_ status: cadastre_status) -> UnsafePointer<CChar>! {
    let name: StaticString =
        switch status {
        case CADASTRE_OK: "ok"
        case CADASTRE_MALFORMED: "malformed"
        case CADASTRE_INVALID: "invalid"
        case CADASTRE_UNAUTHENTICATED: "unauthenticated"
        case CADASTRE_FORBIDDEN: "forbidden"
        case CADASTRE_NOT_FOUND: "not-found"
        case CADASTRE_CONFLICT: "conflict"
        case CADASTRE_STALE: "stale"
        case CADASTRE_TOO_LARGE: "too-large"
        case CADASTRE_THROTTLED: "throttled"
        case CADASTRE_BUSY: "busy"
        case CADASTRE_FULL: "full"
        case CADASTRE_UNAVAILABLE: "unavailable"
        case CADASTRE_INCOMPATIBLE: "incompatible"
        case CADASTRE_CORRUPT: "corrupt"
        case CADASTRE_INTERNAL: "internal"
        case CADASTRE_MISUSE: "misuse"
        case CADASTRE_STOPPED: "stopped"
        default: "unknown"
        }
    return name.text
}
