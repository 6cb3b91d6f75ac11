public import Cadastre

/// A block of Internet addresses in CIDR notation: `10.0.0.0/8`, `2001:db8::/32`, or one address.
public struct NetworkBlock: Hashable, Sendable {
    /// The first bits that all addresses of the block share, as 16 bytes; IPv4 is mapped into IPv6.
    private let prefix: [UInt8]
    /// How many bits of ``prefix`` count, 0 to 128.
    private let bits: Int
    /// The block as it was written.
    public let description: String

    /// The addresses that never leave the machine.
    static let loopback = ["127.0.0.0/8", "::1"].compactMap(NetworkBlock.init)

    /// Whether every IPv4 address, or every address there is, is in the block.
    public var isEverybody: Bool {
        // Blocks have no holes.
        ["0.0.0.0", "255.255.255.255"].compactMap(NetworkAddress.init).allSatisfy(contains)
    }

    /// Whether `address` is in the block. An IPv4 address is in no IPv6 block but `::/0`.
    public func contains(_ address: NetworkAddress) -> Bool {
        Self.masked(address.bytes, to: bits) == prefix
    }

    private static func masked(_ bytes: [UInt8], to bits: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let kept = min(max(bits - 8 * index, 0), 8)
            return byte & ~UInt8(truncatingIfNeeded: 0xFF >> kept)
        }
    }
}

extension NetworkBlock: LosslessStringConvertible {
    /// Reads `ADDRESS/BITS`, or one address; `nil` for anything else, and where bits beyond the prefix are set.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = NetworkAddress(String(parts[0])), !parts[0].contains("%") else { return nil }
        let width = address.isVersion4 ? 32 : 128
        var length = width
        if parts.count == 2 {
            guard let given = UInt8(parts[1]), given <= width, String(given) == parts[1] else { return nil }
            length = Int(given)
        }
        bits = 128 - width + length
        prefix = Self.masked(address.bytes, to: bits)
        description = text
        guard prefix == address.bytes else { return nil }
    }
}
