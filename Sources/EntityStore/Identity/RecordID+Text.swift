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
        guard text.count == Self.textCount, text[8] == Self.hyphen, text[13] == Self.hyphen, text[18] == Self.hyphen,
            text[23] == Self.hyphen
        else { return nil }
        // What is no digit leaves a bit above the four of a digit.
        var flaws: UInt64 = 0
        func digits(_ range: Range<Int>, after start: UInt64 = 0) -> UInt64 {
            var number = start
            for position in range {
                let digit = Self.value(ofDigit: text[position])
                flaws |= digit
                number = number << 4 | digit & 0xF
            }
            return number
        }
        let high = digits(14..<18, after: digits(9..<13, after: digits(0..<8)))
        let low = digits(24..<36, after: digits(19..<23))
        guard flaws < 16 else { return nil }
        self.init(high: high, low: low)
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

    private static let hyphen = UInt8(ascii: "-")

    /// What a hexadecimal digit stands for; more than 15 for anything else.
    ///
    /// Without a branch: where figures and letters come by chance, half of them would be guessed wrong.
    private static func value(ofDigit byte: UInt8) -> UInt64 {
        let figure = UInt64(byte) &- UInt64(UInt8(ascii: "0"))
        let letter = (UInt64(byte) | 0x20) &- UInt64(UInt8(ascii: "a"))
        let (isFigure, isLetter) = (mask(figure, below: 10), mask(letter, below: 6))
        return figure & isFigure | (letter &+ 10) & isLetter | ~(isFigure | isLetter) & 0xF0
    }

    /// All ones where a number, which may have wrapped around, is below a bound; else zero.
    private static func mask(_ number: UInt64, below bound: UInt64) -> UInt64 {
        0 &- (((number &- bound) & ~number) >> 63)
    }
}
