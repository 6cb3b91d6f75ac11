/// A parsed document: its text, unescaped, and its nodes. Immutable once made; what reads from it keeps it alive.
final class Document {
    /// Zeros after the text: the scanner looks at eight bytes at a time, and stops at a zero.
    private static let padding = 8

    let tape: Tape
    private let text: UnsafeMutablePointer<UInt8>

    /// Parses a copy of `bytes`.
    init(parsing bytes: UnsafeRawBufferPointer) throws(JSONError) {
        guard bytes.count < Int(UInt32.max) - Self.padding else { throw JSONError(.tooLong) }
        let size = bytes.count + Self.padding
        let text = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
        if let start = bytes.baseAddress {
            UnsafeMutableRawPointer(text).copyMemory(from: start, byteCount: bytes.count)
        }
        (text + bytes.count).initialize(repeating: 0, count: Self.padding)
        var parser = Parser(text, count: bytes.count)
        do {
            try parser.parseDocument()
        } catch {
            text.deallocate()
            throw error
        }
        self.text = text
        tape = Tape(bytes: text, nodes: parser.nodes)
    }

    deinit {
        text.deallocate()
    }

    /// The value at `node`, with all that is in it.
    func value(at node: Int) -> JSONValue {
        let entry = tape.nodes[node]
        switch entry.kind {
        case .null: return .null
        case .no: return .bool(false)
        case .yes: return .bool(true)
        case .integer: return .integer(entry.integer)
        case .number: return .number(entry.number)
        case .string, .name: return .string(tape.string(at: node))
        case .array: return .array(elements(of: node))
        case .object, .sorted: return .object(members(of: node))
        }
    }

    private func elements(of node: Int) -> [JSONValue] {
        var elements: [JSONValue] = []
        elements.reserveCapacity(tape.nodes[node].count)
        var element = node + 1
        for _ in 0..<tape.nodes[node].count {
            elements.append(value(at: element))
            element = tape.end(of: element)
        }
        return elements
    }

    private func members(of node: Int) -> JSONObject {
        var object = JSONObject()
        var name = node + 1
        for _ in 0..<tape.nodes[node].count {
            object.append(tape.string(at: name), value(at: name + 1))
            name = tape.nodes[name].next
        }
        return object
    }
}
