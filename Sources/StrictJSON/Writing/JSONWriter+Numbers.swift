extension JSONWriter {
    /// Appends decimal digits.
    ///
    /// - Returns: `.numberOutOfRange` beyond ±2^53.
    mutating func appendInteger(_ value: some BinaryInteger) -> JSONError.Reason? {
        guard let value = Int64(exactly: value), JSONLimits.integers.contains(value) else { return .numberOutOfRange }
        append(ascii: String(value))
        return nil
    }

    /// Appends the shortest decimal number that reads back as `value`, in the form of ECMAScript (RFC 8785, 3.2.2.3):
    /// `1`, `12.5`, `0.000001`, `1.5e-7`.
    ///
    /// - Returns: `.numberOutOfRange` beyond ±2^53, for an infinity, and for what is no number.
    mutating func appendNumber(_ value: Double) -> JSONError.Reason? {
        guard value.magnitude <= Double(JSONLimits.greatestInteger) else { return .numberOutOfRange }
        if let integer = Int64(exactly: value) { return appendInteger(integer) }
        append(ascii: Self.ecmaScript(value.description))
        return nil
    }

    /// What Swift prints, in ECMAScript's form: the digits are the same, the fewest, but Swift writes an exponent from
    /// `1e-05` on, with two digits at least.
    ///
    /// A fraction within ±2^53 never has a positive exponent.
    private static func ecmaScript(_ text: String) -> String {
        guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "e")), let exponent = Int(text[mark...].dropFirst(2))
        else {
            return text
        }
        guard exponent <= 6 else { return "\(text[..<mark])e-\(exponent)" }
        let sign = text.hasPrefix("-") ? "-" : ""
        let digits = text[..<mark].filter { $0 != "-" && $0 != "." }
        return "\(sign)0.\(String(repeating: "0", count: exponent - 1))\(digits)"
    }

    private mutating func append(ascii text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: UnsafeRawBufferPointer($0)) }
    }
}
