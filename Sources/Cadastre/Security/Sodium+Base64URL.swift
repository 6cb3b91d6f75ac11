import CSodium

/// base64url without padding (RFC 4648, section 5), strict both ways: one sequence of bytes has one text. The time
/// that it takes tells nothing of the bytes, as they may be secrets.
extension Sodium {
    /// Writes bytes as text.
    static func base64URL(_ bytes: [UInt8]) -> String {
        let count = (bytes.count * 4 + 2) / 3
        // libsodium ends the text with a NUL.
        var text = [CChar](repeating: 0, count: count + 1)
        sodium_bin2base64(&text, text.count, bytes, bytes.count, variant)
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Reads back exactly what ``base64URL(_:)`` writes.
    ///
    /// - Returns: `nil` for padding, other characters, a length that no bytes have, or bits left over that are not 0.
    static func bytes(base64URL text: some Collection<UInt8>) -> [UInt8]? {
        let text = text.map { CChar(bitPattern: $0) }
        var bytes = [UInt8](repeating: 0, count: text.count * 3 / 4)
        var count = 0
        // Without a place to say where it stopped, libsodium refuses text that it could not read to its end.
        let status = sodium_base642bin(&bytes, bytes.count, text, text.count, nil, &count, nil, variant)
        return status == 0 && count == bytes.count ? bytes : nil
    }

    private static var variant: Int32 { sodium_base64_VARIANT_URLSAFE_NO_PADDING }
}
