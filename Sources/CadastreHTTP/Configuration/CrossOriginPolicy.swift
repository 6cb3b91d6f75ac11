/// Which web pages of other origins may read what the server answers (CORS).
///
/// Nobody may send cookies or other credentials of the browser's: a page sends a token itself. The origin `null`,
/// which every sandboxed page has, is never let in.
public enum CrossOriginPolicy: Hashable, Sendable {
    /// No page of another origin.
    case none
    /// Pages of these origins, each exactly as a browser sends it.
    case origins(Set<String>)
    /// Pages of any origin.
    case any

    /// Reads a list of origins, such as `https://example.org`, or `*` alone.
    ///
    /// - Returns: `nil` where an origin has a path, no scheme, upper-case letters, or is `null`.
    public init?(origins: [String]) {
        if origins.isEmpty {
            self = .none
        } else if origins == ["*"] {
            self = .any
        } else if origins.allSatisfy(Self.isOrigin) {
            self = .origins(Set(origins))
        } else {
            return nil
        }
    }

    /// Whether `text` is an origin as browsers serialise it (RFC 6454, 6.2): scheme, `://`, host, perhaps a port.
    private static func isOrigin(_ text: String) -> Bool {
        for scheme in ["http://", "https://"] where text.hasPrefix(scheme) {
            let host = text.utf8.dropFirst(scheme.utf8.count)
            return !host.isEmpty && host.allSatisfy(isHostByte)
        }
        return false
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"): true
        default: false
        }
    }
}
