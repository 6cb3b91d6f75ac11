/// A value of a document, as Codable's types see it.
struct ValueDecoder: Decoder {
    let document: Document
    let node: Int

    var codingPath: [any CodingKey] { document.tape.codingPath(of: node) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard document.tape.nodes[node].kind == .object else {
            throw document.mismatch([String: Any].self, .object, at: node)
        }
        return KeyedDecodingContainer(MemberDecoder(document: document, node: node))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard document.tape.nodes[node].kind == .array else {
            throw document.mismatch([Any].self, .array, at: node)
        }
        return ElementDecoder(document: document, node: node)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
}

// What the three containers read.
extension Document {
    func isNull(_ node: Int) -> Bool {
        tape.nodes[node].kind == .null
    }

    func bool(at node: Int) throws -> Bool {
        switch tape.nodes[node].kind {
        case .yes: true
        case .no: false
        default: throw mismatch(Bool.self, .bool, at: node)
        }
    }

    func string(at node: Int) throws -> String {
        guard tape.nodes[node].kind == .string else { throw mismatch(String.self, .string, at: node) }
        return tape.string(at: node)
    }

    func double(at node: Int) throws -> Double {
        switch tape.nodes[node].kind {
        case .number: tape.nodes[node].number
        case .integer: Double(tape.nodes[node].integer)
        default: throw mismatch(Double.self, .number, at: node)
        }
    }

    func float(at node: Int) throws -> Float {
        let value = Float(try double(at: node))
        guard value.isFinite else { throw refusal(.rejected("must be within what a Float holds"), at: node) }
        return value
    }

    func integer<T: FixedWidthInteger>(_ type: T.Type, at node: Int) throws -> T {
        guard tape.nodes[node].kind == .integer else { throw mismatch(type, .integer, at: node) }
        guard let value = T(exactly: tape.nodes[node].integer) else {
            throw refusal(.rejected("must be within \(T.min) and \(T.max)"), at: node)
        }
        return value
    }

    func decode<T: Decodable>(_ type: T.Type, at node: Int) throws -> T {
        try T(from: ValueDecoder(document: self, node: node))
    }
}
