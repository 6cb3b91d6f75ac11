/// The elements of an array, as Codable's types walk through them.
struct ElementDecoder {
    let document: Document
    let node: Int
    private(set) var currentIndex = 0
    private var current: Int

    init(document: Document, node: Int) {
        self.document = document
        self.node = node
        current = node + 1
    }

    /// Reads the current element with `read`, and goes to the next one if that succeeds.
    private mutating func next<T>(_ type: T.Type, _ read: (Document, Int) throws -> T) throws -> T {
        guard !isAtEnd else { throw document.ended(type, after: currentIndex, in: node) }
        let value = try read(document, current)
        current = document.tape.end(of: current)
        currentIndex += 1
        return value
    }
}

extension ElementDecoder: UnkeyedDecodingContainer {
    var codingPath: [any CodingKey] { document.tape.codingPath(of: node) }
    var count: Int? { document.tape.nodes[node].count }
    var isAtEnd: Bool { currentIndex == document.tape.nodes[node].count }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd else { throw document.ended(Never?.self, after: currentIndex, in: node) }
        guard document.isNull(current) else { return false }
        return try next(Bool.self) { _, _ in true }
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try next(KeyedDecodingContainer<NestedKey>.self) { document, node in
            try ValueDecoder(document: document, node: node).container(keyedBy: type)
        }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next((any UnkeyedDecodingContainer).self) { document, node in
            try ValueDecoder(document: document, node: node).unkeyedContainer()
        }
    }

    mutating func superDecoder() throws -> any Decoder {
        try next((any Decoder).self) { document, node in ValueDecoder(document: document, node: node) }
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try next(type) { try $0.bool(at: $1) } }
    mutating func decode(_ type: String.Type) throws -> String { try next(type) { try $0.string(at: $1) } }
    mutating func decode(_ type: Double.Type) throws -> Double { try next(type) { try $0.double(at: $1) } }
    mutating func decode(_ type: Float.Type) throws -> Float { try next(type) { try $0.float(at: $1) } }
    mutating func decode(_ type: Int.Type) throws -> Int { try next(type) { try $0.integer(type, at: $1) } }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try next(type) { try $0.integer(type, at: $1) } }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try next(type) { try $0.integer(type, at: $1) } }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try next(type) { try $0.integer(type, at: $1) } }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try next(type) { try $0.integer(type, at: $1) } }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try next(type) { try $0.integer(type, at: $1) } }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try next(type) { try $0.integer(type, at: $1) } }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try next(type) { try $0.integer(type, at: $1) } }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try next(type) { try $0.integer(type, at: $1) } }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try next(type) { try $0.integer(type, at: $1) } }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next(type) { try $0.decode(type, at: $1) } }
}
