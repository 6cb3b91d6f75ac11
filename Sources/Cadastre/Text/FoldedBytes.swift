import CUTF8Proc

/// Folded text as it grows: words apart by one space, none at either end.
struct FoldedBytes {
    private(set) var bytes: [UInt8] = []
    private(set) var endsInSeparator = false

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Notes a character that parts words; leading ones leave nothing.
    mutating func separate() {
        endsInSeparator = true
    }

    /// Appends one byte of a letter, mark or digit.
    mutating func append(_ byte: UInt8) {
        if endsInSeparator, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
        endsInSeparator = false
        bytes.append(byte)
    }

    /// Appends a case-folded scalar: spelled out if it is one of the design's six, as it is if it is a letter, mark or
    /// digit, as a separator otherwise.
    mutating func append(letter scalar: Int32) {
        switch scalar {
        case 0x0153: append(ascii: "oe")  // œ
        case 0x00E6: append(ascii: "ae")  // æ
        case 0x00F8: append(ascii: "o")  // ø
        case 0x0142: append(ascii: "l")  // ł
        case 0x0111: append(ascii: "d")  // đ
        case 0x00DF: append(ascii: "ss")  // ß
        default:
            guard Self.isWordCategory(utf8proc_category(scalar)), let scalar = Unicode.Scalar(UInt32(scalar)) else {
                return separate()
            }
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
        }
    }

    private mutating func append(ascii letters: StaticString) {
        letters.withUTF8Buffer { for byte in $0 { append(byte) } }
    }

    private static func isWordCategory(_ category: utf8proc_category_t) -> Bool {
        switch category {
        case UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LL, UTF8PROC_CATEGORY_LT, UTF8PROC_CATEGORY_LM,
            UTF8PROC_CATEGORY_LO, UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_MC, UTF8PROC_CATEGORY_ME,
            UTF8PROC_CATEGORY_ND, UTF8PROC_CATEGORY_NL, UTF8PROC_CATEGORY_NO:
            true
        default: false
        }
    }

    /// Whether a letter or a digit, not only marks, is in a folded text.
    static func holdsLetterOrDigit(_ bytes: [UInt8]) -> Bool {
        // What is ASCII in a folded text is a letter, a digit or a space, and most texts hold a letter of it.
        if bytes.contains(where: { $0 < 0x80 && $0 != UInt8(ascii: " ") }) { return true }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { scalar in
            switch utf8proc_category(Int32(bitPattern: scalar.value)) {
            case UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_MC, UTF8PROC_CATEGORY_ME, UTF8PROC_CATEGORY_ZS: false
            default: true
            }
        }
    }
}
