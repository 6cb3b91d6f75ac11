/// A value that is being written, as Codable's types see it.
struct ValueEncoder: Encoder {
    let output: EncodingOutput
    let frame: Int

    var codingPath: [any CodingKey] { output.codingPath(to: frame) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }
    /// How many objects and arrays are around the value.
    var depth: Int { output.depth(of: frame) }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        output.open(.object, at: frame)
        return KeyedEncodingContainer(MemberEncoder(output: output, frame: frame))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        output.open(.array, at: frame)
        return ElementEncoder(output: output, frame: frame)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension ValueEncoder: SingleValueEncodingContainer {
    func encodeNil() throws { try output.scalar(at: frame) { $0.null() } }
    func encode(_ value: Bool) throws { try output.scalar(at: frame) { $0.bool(value) } }
    func encode(_ value: String) throws { try output.scalar(at: frame) { $0.string(value) } }
    func encode(_ value: Double) throws { try output.scalar(at: frame) { $0.number(value) } }
    func encode(_ value: Float) throws { try output.scalar(at: frame) { $0.number(Double(value)) } }
    func encode(_ value: Int) throws { try output.scalar(at: frame) { $0.integer(value) } }
    func encode(_ value: Int8) throws { try output.scalar(at: frame) { $0.integer(value) } }
    func encode(_ value: Int16) throws { try output.scalar(at: frame) { $0.integer(value) } }
    func encode(_ value: Int32) throws { try output.scalar(at: frame) { $0.integer(value) } }
    func encode(_ value: Int64) throws { try output.scalar(at: frame) { $0.integer(value) } }
    func encode(_ value: UInt) throws { try output.scalar(at: frame) { $0.integer(value) } }
    func encode(_ value: UInt8) throws { try output.scalar(at: frame) { $0.integer(value) } }
    func encode(_ value: UInt16) throws { try output.scalar(at: frame) { $0.integer(value) } }
    func encode(_ value: UInt32) throws { try output.scalar(at: frame) { $0.integer(value) } }
    func encode(_ value: UInt64) throws { try output.scalar(at: frame) { $0.integer(value) } }
    func encode<T: Encodable>(_ value: T) throws { try value.encode(to: self) }
}
