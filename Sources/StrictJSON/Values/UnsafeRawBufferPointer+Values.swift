// Where values end in JSON that is known to be valid; on anything else, somewhere within the bytes.
extension UnsafeRawBufferPointer {
    /// Where the next byte is that is no white space, or the end.
    func afterWhiteSpace(_ start: Int) -> Int {
        var position = start
        while position < count {
            switch self[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return position
            }
        }
        return position
    }

    /// Where the text goes on after `byte`, if that is what comes next but for white space.
    func past(_ byte: UInt8, from start: Int) -> Int? {
        let position = afterWhiteSpace(start)
        return position < count && self[position] == byte ? position + 1 : nil
    }

    /// Where the value that begins at `start` ends; `nil` if none begins there or it does not end.
    func endOfValue(from start: Int) -> Int? {
        guard start < count else { return nil }
        switch self[start] {
        case UInt8(ascii: "\""): return endOfString(from: start)
        case UInt8(ascii: "{"), UInt8(ascii: "["): return endOfContainer(from: start)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            return endOfWord(from: start)
        default: return nil
        }
    }

    private func endOfString(from start: Int) -> Int? {
        var position = plainRunEnd(from: start + 1)
        while position < count, self[position] != UInt8(ascii: "\"") {
            // A backslash and what it escapes, or one byte that no valid string holds.
            position = plainRunEnd(from: position + (self[position] == UInt8(ascii: "\\") ? 2 : 1))
        }
        return position < count ? position + 1 : nil
    }

    /// Counts brackets: which closes which is the business of valid JSON.
    private func endOfContainer(from start: Int) -> Int? {
        var position = start
        var depth = 0
        while position < count {
            switch self[position] {
            case UInt8(ascii: "\""):
                guard let end = endOfString(from: position) else { return nil }
                position = end
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return position + 1 }
            default: break
            }
            position += 1
        }
        return nil
    }

    private func endOfWord(from start: Int) -> Int {
        var position = start
        while position < count {
            switch self[position] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
                UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "E"):
                position += 1
            default: return position
            }
        }
        return position
    }
}
