extension JSONWriter {
    /// Appends decimal digits.
    ///
    /// - Returns: `.numberOutOfRange` beyond ±2^53.
    mutating func appendInteger(_ value: some BinaryInteger) -> JSONError.Reason? {
        guard let value = Int64(exactly: value), JSONLimits.integers.contains(value) else { return .numberOutOfRange }
        if value < 0 { append(UInt8(ascii: "-")) }
        appendDigits(value.magnitude)
        return nil
    }

    /// Appends the shortest decimal number that reads back as `value`, in the form of ECMAScript (RFC 8785, 3.2.2.3):
    /// `1`, `12.5`, `0.000001`, `1.5e-7`.
    ///
    /// - Returns: `.numberOutOfRange` beyond ±2^53, for an infinity, and for what is no number.
    mutating func appendNumber(_ value: Double) -> JSONError.Reason? {
        guard value.magnitude <= Double(JSONLimits.greatestInteger) else { return .numberOutOfRange }
        let integer = Int64(value)
        if Double(integer) == value { return appendInteger(integer) }
        var text = value.description
        text.withUTF8 { appendShortest($0) }
        return nil
    }

    private mutating func appendDigits(_ value: UInt64) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = value
            var first = 20
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            append(contentsOf: UnsafeBufferPointer(rebasing: digits[first...]))
        }
    }

    /// Appends what Swift prints: its digits are the shortest, only `1e-05` is not as ECMAScript writes it.
    ///
    /// A fraction within ±2^53 never has a positive exponent.
    private mutating func appendShortest(_ text: UnsafeBufferPointer<UInt8>) {
        guard let mark = text.firstIndex(of: UInt8(ascii: "e")) else { return append(contentsOf: text) }
        var exponent = 0
        for digit in text[(mark + 1)...] where digit != UInt8(ascii: "-") {
            exponent = exponent * 10 + Int(digit - UInt8(ascii: "0"))
        }
        guard exponent <= 6 else {
            append(contentsOf: UnsafeBufferPointer(rebasing: text[...mark]))
            append(UInt8(ascii: "-"))
            return appendDigits(UInt64(exponent))
        }
        if text[0] == UInt8(ascii: "-") { append(UInt8(ascii: "-")) }
        append(UInt8(ascii: "0"))
        append(UInt8(ascii: "."))
        for _ in 1..<exponent { append(UInt8(ascii: "0")) }
        for byte in text[..<mark] where byte != UInt8(ascii: "-") && byte != UInt8(ascii: ".") { append(byte) }
    }
}
