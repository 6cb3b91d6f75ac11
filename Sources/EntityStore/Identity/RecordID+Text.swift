extension RecordID: LosslessStringConvertible {
    /// How many characters the text of an id has.
    public static let textCount = 36

    /// The text of the UUID: 36 characters, lower-case (RFC 9562, section 4).
    public var description: String {
        String(unsafeUninitializedCapacity: Self.textCount) { text in
            write(into: UnsafeMutableRawBufferPointer(text))
            return Self.textCount
        }
    }

    /// Reads the text of a UUID, in either case; `nil` for anything else.
    public init?(_ text: String) {
        var text = text
        guard let id = text.withUTF8({ RecordID(text: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = id
    }

    /// Reads the 36 bytes of a UUID's text, in either case; `nil` for anything else.
    public init?(text: UnsafeRawBufferPointer) {
        guard text.count == Self.textCount else { return nil }
        var halves: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for position in 0..<Self.textCount {
            let byte = text[position]
            if position == 8 || position == 13 || position == 18 || position == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Self.hexadecimalDigit(byte) else { return nil }
            if digits < 16 { halves.0 = halves.0 << 4 | digit } else { halves.1 = halves.1 << 4 | digit }
            digits += 1
        }
        self.init(high: halves.0, low: halves.1)
    }

    /// Writes the 36 bytes of the text to the start of `target`, which has room for them.
    func write(into target: UnsafeMutableRawBufferPointer) {
        precondition(target.count >= Self.textCount)
        let digits: StaticString = "0123456789abcdef"
        var position = 0
        for digit in 0..<32 {
            if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
                target[position] = UInt8(ascii: "-")
                position += 1
            }
            let half = digit < 16 ? high : low
            let value = Int(truncatingIfNeeded: half >> UInt64(60 - digit % 16 * 4)) & 0xF
            target[position] = digits.utf8Start[value]
            position += 1
        }
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
