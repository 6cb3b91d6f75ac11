extension CanonicalScanner {
    /// A string that was read.
    struct Text {
        /// Where it is, without its quotation marks.
        let range: Range<Int>
        /// Whether it has no escapes, so that its bytes are those of its text.
        let isPlain: Bool
    }

    /// A string that keeps `rule`, and is escaped where the encoder escapes and nowhere else.
    mutating func text(_ rule: TextRule) throws(NotCanonical) -> Text {
        try take("\"")
        let start = position
        var (length, isVisible, isPlain) = (0, false, true)
        while true {
            let plain = plainWords(isVisible: &isVisible)
            skip(plain)
            length += plain
            switch next {
            case UInt8(ascii: "\""):
                guard rule.lengths.contains(length), isVisible || rule.lines == .many else { throw NotCanonical() }
                skip()
                return Text(range: start..<(position - 1), isPlain: isPlain)
            case UInt8(ascii: "\\"):
                isPlain = false
                try escape(rule)
                isVisible = true
            case 0x20: skip()
            case 0x21...0x7E:
                isVisible = true
                skip()
            default:
                let scalar = try scalar()
                if let flaw = TextRule.Flaw(of: scalar), !(rule.lines == .many && flaw.isLayout) {
                    throw NotCanonical()
                }
                if !isVisible { isVisible = !TextRule.isInvisible(scalar) }
            }
            length += 1
        }
    }

    /// A string that keeps `rule` and has no escapes.
    mutating func plainText(_ rule: TextRule) throws(NotCanonical) -> Range<Int> {
        let text = try text(rule)
        guard text.isPlain else { throw NotCanonical() }
        return text.range
    }

    /// How many characters come next in groups of eight that are printable ASCII.
    private func plainWords(isVisible: inout Bool) -> Int {
        let all = bytes.span.bytes
        var end = position
        while end + 8 <= all.byteCount {
            let word = all.unsafeLoadUnaligned(fromByteOffset: end, as: UInt64.self)
            guard Self.isPrintable(word) else { break }
            if word != 0x2020_2020_2020_2020 { isVisible = true }
            end += 8
        }
        return end - position
    }

    /// Whether each of eight bytes is printable ASCII other than `"` and `\`.
    private static func isPrintable(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let controls = word &- ones &* 0x20
        let quotes = (word ^ ones &* 0x22) &- ones
        let backslashes = (word ^ ones &* 0x5C) &- ones
        let deletions = (word ^ ones &* 0x7F) &- ones
        // A borrow marks the byte after a marked one at most, and 0x80 is the mark of what is not ASCII.
        return (controls | quotes | backslashes | deletions | word) & 0x8080_8080_8080_8080 == 0
    }

    /// An escape that the encoder writes and a rule allows: the others stand for control characters.
    private mutating func escape(_ rule: TextRule) throws(NotCanonical) {
        skip()
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): break
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            guard rule.lines == .many else { throw NotCanonical() }
        default: throw NotCanonical()
        }
        skip()
    }

    /// A scalar beyond ASCII, in the UTF-8 that Unicode's table 3-7 allows.
    private mutating func scalar() throws(NotCanonical) -> Unicode.Scalar {
        let first = next
        let (length, least): (Int, UInt32)
        switch first {
        case 0xC2...0xDF: (length, least) = (2, 0x80)
        case 0xE0...0xEF: (length, least) = (3, 0x800)
        case 0xF0...0xF4: (length, least) = (4, 0x10000)
        default: throw NotCanonical()
        }
        skip()
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for _ in 1..<length {
            guard next & 0xC0 == 0x80 else { throw NotCanonical() }
            value = value << 6 | UInt32(next & 0x3F)
            skip()
        }
        // Surrogates and what lies beyond Unicode are no scalars.
        guard value >= least, let scalar = Unicode.Scalar(value) else { throw NotCanonical() }
        return scalar
    }
}
