extension Parser {
    /// Reads a number: an integer if it has no fraction, whatever its form.
    mutating func parseNumber() throws(JSONError) {
        let start = position
        let isNegative = text[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        var decimal = DecimalMagnitude()
        let first = position
        try parseDigits { decimal.append($0, isFraction: false) }
        if text[first] == UInt8(ascii: "0"), position > first + 1 { throw failure(.malformedNumber, at: start) }
        let isPlain = text[position] != UInt8(ascii: ".") && text[position] | 0x20 != UInt8(ascii: "e")
        if !isPlain {
            if text[position] == UInt8(ascii: ".") {
                position += 1
                try parseDigits { decimal.append($0, isFraction: true) }
            }
            if text[position] | 0x20 == UInt8(ascii: "e") { decimal.exponent += try parseExponent() }
        }
        guard let node = isPlain ? integer(decimal, isNegative, at: start) : number(decimal, isNegative, at: start)
        else {
            throw failure(.numberOutOfRange, at: start)
        }
        nodes.append(node)
    }

    private mutating func parseDigits(_ take: (UInt8) -> Void) throws(JSONError) {
        guard isDigit(text[position]) else {
            throw position == count ? unexpectedByte() : failure(.malformedNumber, at: position)
        }
        repeat {
            take(text[position] - UInt8(ascii: "0"))
            position += 1
        } while isDigit(text[position])
    }

    private mutating func parseExponent() throws(JSONError) -> Int {
        position += 1
        let isNegative = text[position] == UInt8(ascii: "-")
        if isNegative || text[position] == UInt8(ascii: "+") { position += 1 }
        var exponent = 0
        // A greater one changes nothing: no document has the digits to make up for it.
        try parseDigits { exponent = min(exponent * 10 + Int($0), 1 << 40) }
        return isNegative ? -exponent : exponent
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }

    private func integer(_ decimal: DecimalMagnitude, _ isNegative: Bool, at start: Int) -> Node? {
        guard decimal.exponent == 0, decimal.mantissa <= UInt64(JSONLimits.greatestInteger) else { return nil }
        let value = Int64(decimal.mantissa)
        return .integer(isNegative ? -value : value, at: start)
    }

    private func number(_ decimal: DecimalMagnitude, _ isNegative: Bool, at start: Int) -> Node? {
        let written = UnsafeBufferPointer(start: text + start, count: position - start)
        guard let magnitude = decimal.magnitude(asWritten: written) else { return nil }
        let value = isNegative ? -magnitude : magnitude
        return Int64(exactly: value).map { .integer($0, at: start) } ?? .number(value, at: start)
    }
}
