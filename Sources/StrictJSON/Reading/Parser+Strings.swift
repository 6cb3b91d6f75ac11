extension Parser {
    /// Reads a string or a name; its text replaces it, so it is never longer than it was.
    mutating func parseString(_ kind: Node.Kind) throws(JSONError) {
        let start = position
        position = plainRunEnd(from: start + 1)
        let end = text[position] == UInt8(ascii: "\"") ? position : try unescape(kind, writingAt: position)
        position += 1
        nodes.append(.text(kind, at: start, length: end - start - 1))
    }

    /// Reads the rest of a string from the first byte that is not plain ASCII.
    ///
    /// - Returns: Where its text ends.
    private mutating func unescape(_ kind: Node.Kind, writingAt first: Int) throws(JSONError) -> Int {
        var write = first
        while true {
            let start = position
            switch text[position] {
            case UInt8(ascii: "\""): return write
            case UInt8(ascii: "\\"):
                write += try parseEscape(kind, to: text + write)
                continue
            case 0x80...: try skipSequence(kind)
            case 0x20...: position = plainRunEnd(from: position)
            default: throw stringFailure(controlReason, kind, at: position)
            }
            if write != start { (text + write).update(from: text + start, count: position - start) }
            write += position - start
        }
    }

    private var controlReason: JSONError.Reason {
        if text[position] != 0 { return .controlCharacter }
        return position == count ? .unexpectedEnd : .nul
    }

    /// Reads an escape.
    ///
    /// - Returns: How many bytes it has written to `target`.
    private mutating func parseEscape(_ kind: Node.Kind, to target: UnsafeMutablePointer<UInt8>) throws(JSONError)
        -> Int
    {
        let start = position
        position += 2
        switch text[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): target.pointee = text[start + 1]
        case UInt8(ascii: "b"): target.pointee = 0x08
        case UInt8(ascii: "t"): target.pointee = 0x09
        case UInt8(ascii: "n"): target.pointee = 0x0A
        case UInt8(ascii: "f"): target.pointee = 0x0C
        case UInt8(ascii: "r"): target.pointee = 0x0D
        case UInt8(ascii: "u"): return try parseScalar(kind, from: start, to: target)
        default:
            throw stringFailure(start + 1 == count ? .unexpectedEnd : .invalidEscape, kind, at: start)
        }
        return 1
    }

    /// Reads `\uXXXX`, or two of them that are a surrogate pair.
    private mutating func parseScalar(
        _ kind: Node.Kind, from start: Int, to target: UnsafeMutablePointer<UInt8>
    ) throws(JSONError) -> Int {
        var value = UInt32(try parseHexadecimal(kind, from: start))
        if value & 0xF800 == 0xD800 {
            guard value < 0xDC00, text[position] == UInt8(ascii: "\\"), text[position + 1] == UInt8(ascii: "u") else {
                throw stringFailure(.loneSurrogate, kind, at: start)
            }
            position += 2
            let second = UInt32(try parseHexadecimal(kind, from: position - 2))
            guard second & 0xFC00 == 0xDC00 else { throw stringFailure(.loneSurrogate, kind, at: start) }
            value = 0x10000 + (value & 0x3FF) << 10 + second & 0x3FF
        }
        guard value != 0 else { throw stringFailure(.nul, kind, at: start) }
        return Self.encode(value, to: target)
    }

    private mutating func parseHexadecimal(_ kind: Node.Kind, from start: Int) throws(JSONError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            let byte = text[position]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw stringFailure(position == count ? .unexpectedEnd : .invalidEscape, kind, at: start)
            }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }

    private static func encode(_ scalar: UInt32, to target: UnsafeMutablePointer<UInt8>) -> Int {
        func continuation(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: scalar >> shift & 0x3F) }
        switch scalar {
        case 0..<0x80:
            target[0] = UInt8(truncatingIfNeeded: scalar)
            return 1
        case 0x80..<0x800:
            target[0] = 0xC0 | UInt8(truncatingIfNeeded: scalar >> 6)
            target[1] = continuation(0)
            return 2
        case 0x800..<0x10000:
            target[0] = 0xE0 | UInt8(truncatingIfNeeded: scalar >> 12)
            target[1] = continuation(6)
            target[2] = continuation(0)
            return 3
        default:
            target[0] = 0xF0 | UInt8(truncatingIfNeeded: scalar >> 18)
            target[1] = continuation(12)
            target[2] = continuation(6)
            target[3] = continuation(0)
            return 4
        }
    }

    /// Goes past one sequence of two to four bytes, if it is as Unicode's table 3-7 allows.
    private mutating func skipSequence(_ kind: Node.Kind) throws(JSONError) {
        let start = position
        let second: ClosedRange<UInt8>
        let length: Int
        switch text[start] {
        case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
        case 0xE0: (second, length) = (0xA0...0xBF, 3)
        case 0xED: (second, length) = (0x80...0x9F, 3)
        case 0xE1...0xEF: (second, length) = (0x80...0xBF, 3)
        case 0xF0: (second, length) = (0x90...0xBF, 4)
        case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
        case 0xF4: (second, length) = (0x80...0x8F, 4)
        default: throw stringFailure(.invalidUTF8, kind, at: start)
        }
        guard second.contains(text[start + 1]) else { throw stringFailure(.invalidUTF8, kind, at: start) }
        // The zeros after the text end a sequence too: no byte beyond them is looked at.
        for offset in 2..<max(length, 2) where text[start + offset] & 0xC0 != 0x80 {
            throw stringFailure(.invalidUTF8, kind, at: start)
        }
        position += length
    }

    /// Where the next byte is that is no plain ASCII.
    private func plainRunEnd(from start: Int) -> Int {
        var position = start
        let raw = UnsafeRawPointer(text)
        while true {
            let word = ByteWord(raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let stop = word.specials | word.nonASCII
            if stop != 0 { return position + ByteWord.firstByte(of: stop) }
            position += 8
        }
    }

    /// A name that fails is not yet on the path.
    private func stringFailure(_ reason: JSONError.Reason, _ kind: Node.Kind, at offset: Int) -> JSONError {
        failure(reason, at: offset, isInsideValue: kind == .string)
    }
}
