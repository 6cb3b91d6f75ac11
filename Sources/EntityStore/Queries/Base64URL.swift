/// base64url without padding (RFC 4648, section 5), strict: one sequence of bytes has one text.
enum Base64URL {
    private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    static func encode(_ bytes: UnsafeRawBufferPointer) -> String {
        let count = (bytes.count * 4 + 2) / 3
        let digits = alphabet.utf8Start
        return String(unsafeUninitializedCapacity: count) { text in
            var end = 0
            var start = 0
            // Three bytes are four digits.
            while start + 3 <= bytes.count {
                let bits = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
                text[end] = digits[bits >> 18]
                text[end + 1] = digits[bits >> 12 & 63]
                text[end + 2] = digits[bits >> 6 & 63]
                text[end + 3] = digits[bits & 63]
                start += 3
                end += 4
            }
            // One byte or two that are left have as many digits as hold them.
            if start < bytes.count {
                let last = start + 1 < bytes.count ? Int(bytes[start + 1]) : 0
                let bits = Int(bytes[start]) << 16 | last << 8
                for shift in stride(from: 18, to: 18 - 6 * (count - end), by: -6) {
                    text[end] = digits[bits >> shift & 63]
                    end += 1
                }
            }
            return end
        }
    }

    /// - Returns: `nil` where the text is not what `encode` writes.
    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 3 / 4)
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for character in text.utf8 {
            guard let digit = digit(of: character) else { return nil }
            bits = bits << 6 | digit
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
            }
        }
        // What is left over is fewer bits than a digit has, and all of them zero.
        guard bitCount < 6, bits & (1 << bitCount - 1) == 0 else { return nil }
        return bytes
    }

    private static func digit(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a") + 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0") + 52)
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
