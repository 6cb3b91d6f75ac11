/// Where the parts of a stored record lie: a fixed header, the external id, the summary, and the JSON to the end.
///
/// | offset | bytes | what |
/// | --- | --- | --- |
/// | 0 | 1 | format of the record, 1 |
/// | 1 | 1 | flags: 1 = has an owner |
/// | 2 | 2 | bytes of the external id, 0 for none |
/// | 4 | 4 | bytes of the summary, 0 for none |
/// | 8 | 8 | version |
/// | 16 | 8 | updatedAt, milliseconds since 1970 |
/// | 24 | 16 | owner, zeros for none |
/// | 40 | | external id: source, NUL, value |
/// | | | summary |
/// | | | the entity's canonical JSON |
///
/// Numbers are little-endian, ids as in a key.
struct RecordLayout {
    static let format: UInt8 = 1
    static let headerCount = 40
    private static let ownedFlag: UInt8 = 1

    /// Where the external id ends and the summary begins.
    private let summaryStart: UInt32
    private let jsonStart: UInt32
    private let end: UInt32

    var externalID: Range<Int> { Self.headerCount..<Int(summaryStart) }
    var summary: Range<Int> { Int(summaryStart)..<Int(jsonStart) }
    var json: Range<Int> { Int(jsonStart)..<Int(end) }

    /// Finds the parts of a record. `nil` where the bytes are not a record of this format.
    init?(_ record: UnsafeRawBufferPointer) {
        guard record.count > Self.headerCount, record[0] == Self.format, record[1] <= Self.ownedFlag else { return nil }
        let externalCount = Int(UInt16(littleEndian: record.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
        let summaryCount = Int(UInt32(littleEndian: record.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
        let jsonStart = Self.headerCount + externalCount + summaryCount
        // The engine keeps no value that is longer.
        guard jsonStart < record.count, let end = UInt32(exactly: record.count) else { return nil }
        summaryStart = UInt32(Self.headerCount + externalCount)
        self.jsonStart = UInt32(jsonStart)
        self.end = end
    }
}

extension RecordLayout {
    func version(in record: UnsafeRawBufferPointer) -> UInt64 {
        UInt64(littleEndian: record.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    func updatedAt(in record: UnsafeRawBufferPointer) -> Timestamp {
        Timestamp(milliseconds: Int64(littleEndian: record.loadUnaligned(fromByteOffset: 16, as: Int64.self)))
    }

    func owner(in record: UnsafeRawBufferPointer) -> RecordID? {
        guard record[1] & Self.ownedFlag != 0 else { return nil }
        return RecordID(
            high: UInt64(bigEndian: record.loadUnaligned(fromByteOffset: 24, as: UInt64.self)),
            low: UInt64(bigEndian: record.loadUnaligned(fromByteOffset: 32, as: UInt64.self))
        )
    }

    func header(in record: UnsafeRawBufferPointer) -> RecordHeader {
        RecordHeader(
            version: version(in: record),
            updatedAt: updatedAt(in: record),
            owner: owner(in: record),
            externalID: externalID.isEmpty ? nil : ExternalID(indexBytes: record[externalID])
        )
    }

    /// Writes a record.
    static func encode(header: RecordHeader, summary: [UInt8], json: [UInt8]) -> [UInt8] {
        let external = header.externalID?.indexBytes ?? []
        let count = headerCount + external.count + summary.count + json.count
        return [UInt8](unsafeUninitializedCapacity: count) { record, initialized in
            func store<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
                UnsafeMutableRawBufferPointer(record).storeBytes(of: value, toByteOffset: offset, as: Value.self)
            }
            record[0] = format
            record[1] = header.owner == nil ? 0 : ownedFlag
            store(UInt16(external.count).littleEndian, at: 2)
            store(UInt32(summary.count).littleEndian, at: 4)
            store(header.version.littleEndian, at: 8)
            store(header.updatedAt.milliseconds.littleEndian, at: 16)
            store((header.owner?.high ?? 0).bigEndian, at: 24)
            store((header.owner?.low ?? 0).bigEndian, at: 32)
            var end = headerCount
            for part in [external, summary, json] {
                _ = UnsafeMutableBufferPointer(rebasing: record[end...]).update(fromContentsOf: part)
                end += part.count
            }
            initialized = count
        }
    }
}
