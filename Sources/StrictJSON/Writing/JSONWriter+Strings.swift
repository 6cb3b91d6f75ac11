extension JSONWriter {
    /// Appends a string in the shortest form: `\b \t \n \f \r \" \\`, `\u00xx` (hexadecimal digits in lower case) for
    /// other control characters, everything else as UTF-8.
    ///
    /// - Returns: `.nul` if the text holds U+0000, which no reader of ours takes.
    mutating func appendString(_ text: String) -> JSONError.Reason? {
        var text = text
        append(UInt8(ascii: "\""))
        let reason = text.withUTF8 { appendEscaped(UnsafeRawBufferPointer($0)) }
        append(UInt8(ascii: "\""))
        return reason
    }

    private mutating func appendEscaped(_ text: UnsafeRawBufferPointer) -> JSONError.Reason? {
        var run = 0
        var position = 0
        while true {
            position = text.plainRunEnd(from: position)
            append(contentsOf: UnsafeRawBufferPointer(rebasing: text[run..<position]))
            guard position < text.count else { return nil }
            guard text[position] != 0 else { return .nul }
            appendEscape(of: text[position])
            position += 1
            run = position
        }
    }

    private mutating func appendEscape(of byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        default:
            append(UInt8(ascii: "u"))
            append(UInt8(ascii: "0"))
            append(UInt8(ascii: "0"))
            append(Self.hexadecimalDigit(byte >> 4))
            append(Self.hexadecimalDigit(byte & 0xF))
        }
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + (value - 10)
    }
}
