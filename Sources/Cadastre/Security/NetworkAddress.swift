import Glibc

/// The Internet address of whoever asks, which the door knows: an IPv4 or IPv6 address without port.
public struct NetworkAddress: Hashable, Sendable {
    /// The address as 16 bytes; an IPv4 address is mapped into IPv6 (`::ffff:192.0.2.1`, RFC 4291, 2.5.5.2), so that
    /// it is the same address whichever way it came.
    public let bytes: [UInt8]

    /// Reads the text of an address: `192.0.2.1`, `2001:db8::1`, `fe80::1%eth0`; `nil` for anything else.
    public init?(_ text: String) {
        // A zone tells which interface an address is reached by, not who has it.
        let address = text.prefix { $0 != "%" }
        guard address.utf8.count <= Int(INET6_ADDRSTRLEN), !address.utf8.contains(0) else { return nil }
        var version4 = in_addr()
        if inet_pton(AF_INET, String(address), &version4) == 1 {
            guard address.endIndex == text.endIndex else { return nil }
            bytes = Self.mappedPrefix + withUnsafeBytes(of: version4) { Array($0) }
            return
        }
        var version6 = in6_addr()
        guard inet_pton(AF_INET6, String(address), &version6) == 1 else { return nil }
        bytes = withUnsafeBytes(of: version6) { Array($0) }
    }

    /// Whether it is an IPv4 address.
    public var isVersion4: Bool { bytes.starts(with: Self.mappedPrefix) }

    private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
}

extension NetworkAddress: CustomStringConvertible {
    /// The address as text, an IPv4 address in its own form.
    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let (family, part) = isVersion4 ? (AF_INET, bytes.suffix(4)) : (AF_INET6, bytes[...])
        _ = part.withUnsafeBytes { inet_ntop(family, $0.baseAddress, &text, socklen_t(text.count)) }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
