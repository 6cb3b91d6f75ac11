/// An e-mail address, kept as written and compared without regard to ASCII case.
///
/// Cadastre sends no mail, so an address is an identifier: 3 to 254 bytes, one `@` with something on either side, no
/// white space, no control or bidi character. It is not checked further.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    /// The lengths an address may have, in bytes (RFC 5321, 4.5.3.1.3, less the angle brackets).
    public static let lengths = 3...254

    /// What to make of an address under `.invalid`, where no mail can ever arrive (RFC 2606): imports give such
    /// addresses to owners that have no login, and nobody else may claim one.
    public enum Reserved: Sendable {
        /// Refuse it: everything that a caller sends.
        case refused
        /// Take it: what the store holds already, and what an import makes.
        case allowed
    }

    /// The address as it was written.
    public let text: String
    /// What addresses are compared by: the text with `A`–`Z` in lower case.
    public let key: String

    /// Takes an address that keeps the rules.
    ///
    /// - Throws: What is wrong.
    public init(_ text: String, reserved: Reserved = .refused) throws(EmailAddressFailure) {
        guard Self.lengths.contains(text.utf8.count) else { throw .length }
        for scalar in text.unicodeScalars where TextRule.Flaw(of: scalar) != nil || scalar.properties.isWhitespace {
            throw .character
        }
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw .shape }
        let key = text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        if reserved == .refused, Self.isUnderInvalid(key[parts[0].count...].dropFirst()) { throw .reserved }
        self.text = text
        self.key = String(decoding: key, as: UTF8.self)
    }

    /// The address as it was written.
    public var description: String { text }

    private static func isUnderInvalid(_ domain: ArraySlice<UInt8>) -> Bool {
        // "invalid." names the same domain as "invalid".
        let labels = domain.split(separator: UInt8(ascii: "."))
        return labels.last?.elementsEqual("invalid".utf8) ?? false
    }

    /// Whether both are written alike, byte by byte; compare ``key`` to tell whether they are one address.
    public static func == (first: EmailAddress, second: EmailAddress) -> Bool {
        // String's own comparison would take é for e and an accent.
        first.text.isByteEqual(to: second.text)
    }

    /// Hashes the bytes of the text.
    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

extension EmailAddress: Codable {
    /// Reads a stored address from a JSON string, one under `.invalid` too.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(try container.decode(String.self), reserved: .allowed)
        } catch let failure as EmailAddressFailure {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: failure.message)
        }
    }

    /// Writes the address as it was written.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
