/// The elements of an array, as Codable's types write them.
struct ElementEncoder: UnkeyedEncodingContainer {
    let output: EncodingOutput
    let frame: Int

    var codingPath: [any CodingKey] { output.codingPath(to: frame) }
    var count: Int { output.count(of: frame) }

    func encodeNil() throws { try output.element(of: frame) { $0.writer.null() } }

    func encode(_ value: Bool) throws { try output.element(of: frame) { $0.writer.bool(value) } }
    func encode(_ value: String) throws { try output.element(of: frame) { $0.writer.string(value) } }
    func encode(_ value: Double) throws { try output.element(of: frame) { $0.writer.number(value) } }
    func encode(_ value: Float) throws { try output.element(of: frame) { $0.writer.number(Double(value)) } }
    func encode(_ value: Int) throws { try output.element(of: frame) { $0.writer.integer(value) } }
    func encode(_ value: Int8) throws { try output.element(of: frame) { $0.writer.integer(value) } }
    func encode(_ value: Int16) throws { try output.element(of: frame) { $0.writer.integer(value) } }
    func encode(_ value: Int32) throws { try output.element(of: frame) { $0.writer.integer(value) } }
    func encode(_ value: Int64) throws { try output.element(of: frame) { $0.writer.integer(value) } }
    func encode(_ value: UInt) throws { try output.element(of: frame) { $0.writer.integer(value) } }
    func encode(_ value: UInt8) throws { try output.element(of: frame) { $0.writer.integer(value) } }
    func encode(_ value: UInt16) throws { try output.element(of: frame) { $0.writer.integer(value) } }
    func encode(_ value: UInt32) throws { try output.element(of: frame) { $0.writer.integer(value) } }
    func encode(_ value: UInt64) throws { try output.element(of: frame) { $0.writer.integer(value) } }
    func encode<T: Encodable>(_ value: T) throws { try output.element(of: frame) { try $0.value(value) } }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        superEncoder().container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { superEncoder().unkeyedContainer() }

    func superEncoder() -> any Encoder {
        ValueEncoder(output: output.nestedElement(of: frame), frame: 0)
    }
}
