/// The members of an object, as Codable's types write them.
struct MemberEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: EncodingOutput
    let frame: Int

    var codingPath: [any CodingKey] { output.codingPath(to: frame) }

    func encodeNil(forKey key: Key) throws { try output.member(key.stringValue, of: frame) { $0.writer.null() } }

    func encode(_ value: Bool, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.bool(value) }
    }
    func encode(_ value: String, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.string(value) }
    }
    func encode(_ value: Double, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.number(value) }
    }
    func encode(_ value: Float, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.number(Double(value)) }
    }
    func encode(_ value: Int, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.integer(value) }
    }
    func encode(_ value: Int8, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.integer(value) }
    }
    func encode(_ value: Int16, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.integer(value) }
    }
    func encode(_ value: Int32, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.integer(value) }
    }
    func encode(_ value: Int64, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.integer(value) }
    }
    func encode(_ value: UInt, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.integer(value) }
    }
    func encode(_ value: UInt8, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.integer(value) }
    }
    func encode(_ value: UInt16, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.integer(value) }
    }
    func encode(_ value: UInt32, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.integer(value) }
    }
    func encode(_ value: UInt64, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { $0.writer.integer(value) }
    }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        try output.member(key.stringValue, of: frame) { try $0.value(value) }
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        nestedEncoder(key).container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        nestedEncoder(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { nestedEncoder(JSONKey.superclass) }
    func superEncoder(forKey key: Key) -> any Encoder { nestedEncoder(key) }

    private func nestedEncoder(_ key: some CodingKey) -> ValueEncoder {
        ValueEncoder(output: output.nestedMember(key.stringValue, of: frame), frame: 0)
    }
}
