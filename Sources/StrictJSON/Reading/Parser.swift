/// Reads JSON text into nodes, in one pass, and unescapes its strings where they stand.
///
/// The text is followed by zeros, which no JSON has outside or inside a string: so no step needs to ask for the end.
struct Parser {
    let text: UnsafeMutablePointer<UInt8>
    let count: Int
    var position = 0
    var nodes: [Node] = []

    init(_ text: UnsafeMutablePointer<UInt8>, count: Int) {
        self.text = text
        self.count = count
        nodes.reserveCapacity(count / 10 + 4)
    }

    mutating func parseDocument() throws(JSONError) {
        if text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { throw failure(.byteOrderMark, at: 0) }
        skipWhiteSpace()
        try parseValue(depth: 0)
        skipWhiteSpace()
        guard position == count else { throw failure(.trailingBytes, at: position, isInsideValue: false) }
    }

    private mutating func parseValue(depth: Int) throws(JSONError) {
        switch text[position] {
        case UInt8(ascii: "\""): try parseString(.string)
        case UInt8(ascii: "{"): try parseObject(depth: depth + 1)
        case UInt8(ascii: "["): try parseArray(depth: depth + 1)
        case UInt8(ascii: "t"): try parseLiteral("true", .yes)
        case UInt8(ascii: "f"): try parseLiteral("false", .no)
        case UInt8(ascii: "n"): try parseLiteral("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try parseNumber()
        default: throw unexpectedByte()
        }
    }

    private mutating func parseArray(depth: Int) throws(JSONError) {
        guard depth <= JSONLimits.nesting else { throw failure(.nesting, at: position) }
        let array = open(.array)
        var elements = 0
        if text[position] != UInt8(ascii: "]") {
            repeat {
                try parseValue(depth: depth)
                elements += 1
            } while try comma(or: UInt8(ascii: "]"))
        }
        position += 1
        nodes[array].close(count: elements, end: nodes.count)
    }

    private mutating func parseObject(depth: Int) throws(JSONError) {
        guard depth <= JSONLimits.nesting else { throw failure(.nesting, at: position) }
        let object = open(.object)
        var members = 0
        var last = 0
        if text[position] != UInt8(ascii: "}") {
            repeat {
                last = try parseName(after: last, of: object, members)
                try parseValue(depth: depth)
                members += 1
            } while try comma(or: UInt8(ascii: "}"))
        }
        position += 1
        if members > Tape.mostScanned { try sortNames(of: object, members) }
        nodes[object].close(count: members, end: nodes.count)
    }

    /// Notes the object or array that begins here, and goes to the first byte of what is in it.
    private mutating func open(_ kind: Node.Kind) -> Int {
        nodes.append(.opening(kind, at: position))
        position += 1
        skipWhiteSpace()
        return nodes.count - 1
    }

    /// Reads a name and the colon, and links the name before it, if any, to it.
    private mutating func parseName(after last: Int, of object: Int, _ members: Int) throws(JSONError) -> Int {
        guard text[position] == UInt8(ascii: "\"") else { throw unexpectedByte(isInsideValue: false) }
        let name = nodes.count
        try parseString(.name)
        if members > 0 { nodes[last].next = name }
        if members < Tape.mostScanned { try compareName(name, with: members, of: object) }
        skipWhiteSpace()
        guard text[position] == UInt8(ascii: ":") else { throw unexpectedByte() }
        position += 1
        skipWhiteSpace()
        return name
    }

    /// Goes past what follows a value in an array or object, and stands before the next one or at the end byte.
    private mutating func comma(or end: UInt8) throws(JSONError) -> Bool {
        skipWhiteSpace()
        if text[position] == end { return false }
        guard text[position] == UInt8(ascii: ",") else { throw unexpectedByte(isInsideValue: false) }
        position += 1
        skipWhiteSpace()
        return true
    }

    private mutating func parseLiteral(_ literal: StaticString, _ kind: Node.Kind) throws(JSONError) {
        let start = position
        for offset in 0..<literal.utf8CodeUnitCount {
            guard text[position] == literal.utf8Start[offset] else { throw unexpectedByte() }
            position += 1
        }
        nodes.append(.literal(kind, at: start))
    }

    private mutating func skipWhiteSpace() {
        while text[position] <= 0x20 {
            switch text[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }
}

// What the files beside this one build on.
extension Parser {
    var tape: Tape { Tape(bytes: text, nodes: nodes) }

    /// The error for what is found at `offset`.
    func failure(_ reason: JSONError.Reason, at offset: Int, isInsideValue: Bool = true) -> JSONError {
        JSONError(reason, offset: offset, path: JSONPath(tape.openPath(isInsideValue: isInsideValue)).text)
    }

    /// The error for the byte here, which may be the end.
    func unexpectedByte(isInsideValue: Bool = true) -> JSONError {
        let reason: JSONError.Reason = position == count ? .unexpectedEnd : .unexpectedByte(text[position])
        return failure(reason, at: position, isInsideValue: isInsideValue)
    }
}
