import CChecksum

/// Where the parts of a stored record lie: a fixed header, the external id, the summary, and the JSON to the end.
///
/// | offset | bytes | what |
/// | --- | --- | --- |
/// | 0 | 4 | checksum of the record's id and of all that follows |
/// | 4 | 1 | format of the record, 2 |
/// | 5 | 1 | flags: 1 = has an owner |
/// | 6 | 2 | bytes of the external id, 0 for none |
/// | 8 | 4 | bytes of the summary, 0 for none |
/// | 12 | 8 | version |
/// | 20 | 8 | updatedAt, milliseconds since 1970 |
/// | 28 | 16 | owner, zeros for none |
/// | 44 | | external id: source, NUL, value |
/// | | | summary |
/// | | | the entity's canonical JSON |
///
/// Numbers are little-endian, ids as in a key.
struct RecordLayout {
    static let format: UInt8 = 2
    static let headerCount = 44
    private static let ownedFlag: UInt8 = 1

    private enum Offset {
        static let checksum = 0
        /// What the checksum is of begins here.
        static let format = 4
        static let flags = 5
        static let externalIDCount = 6
        static let summaryCount = 8
        static let version = 12
        static let updatedAt = 20
        static let owner = 28
    }

    /// Where the external id ends and the summary begins.
    private let summaryStart: UInt32
    private let jsonStart: UInt32
    private let end: UInt32

    var externalID: Range<Int> { Self.headerCount..<Int(summaryStart) }
    var summary: Range<Int> { Int(summaryStart)..<Int(jsonStart) }
    var json: Range<Int> { Int(jsonStart)..<Int(end) }

    /// Finds the parts of a record. `nil` where the bytes are not a record of this format.
    init?(_ record: UnsafeRawBufferPointer) {
        guard record.count > Self.headerCount, record[Offset.format] == Self.format,
            record[Offset.flags] <= Self.ownedFlag
        else { return nil }
        let externalCount = Int(
            UInt16(littleEndian: record.loadUnaligned(fromByteOffset: Offset.externalIDCount, as: UInt16.self)))
        let summaryCount = Int(
            UInt32(littleEndian: record.loadUnaligned(fromByteOffset: Offset.summaryCount, as: UInt32.self)))
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
        UInt64(littleEndian: record.loadUnaligned(fromByteOffset: Offset.version, as: UInt64.self))
    }

    func updatedAt(in record: UnsafeRawBufferPointer) -> Timestamp {
        Timestamp(
            milliseconds: Int64(littleEndian: record.loadUnaligned(fromByteOffset: Offset.updatedAt, as: Int64.self)))
    }

    func owner(in record: UnsafeRawBufferPointer) -> RecordID? {
        guard record[Offset.flags] & Self.ownedFlag != 0 else { return nil }
        return RecordID(
            high: UInt64(bigEndian: record.loadUnaligned(fromByteOffset: Offset.owner, as: UInt64.self)),
            low: UInt64(bigEndian: record.loadUnaligned(fromByteOffset: Offset.owner + 8, as: UInt64.self))
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

    /// Writes the record of `id`.
    static func encode(id: RecordID, header: RecordHeader, summary: [UInt8], json: [UInt8]) -> [UInt8] {
        let external = header.externalID?.indexBytes ?? []
        let count = headerCount + external.count + summary.count + json.count
        return [UInt8](unsafeUninitializedCapacity: count) { record, initialized in
            func store<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
                UnsafeMutableRawBufferPointer(record).storeBytes(of: value, toByteOffset: offset, as: Value.self)
            }
            record[Offset.format] = format
            record[Offset.flags] = header.owner == nil ? 0 : ownedFlag
            store(UInt16(external.count).littleEndian, at: Offset.externalIDCount)
            store(UInt32(summary.count).littleEndian, at: Offset.summaryCount)
            store(header.version.littleEndian, at: Offset.version)
            store(header.updatedAt.milliseconds.littleEndian, at: Offset.updatedAt)
            store((header.owner?.high ?? 0).bigEndian, at: Offset.owner)
            store((header.owner?.low ?? 0).bigEndian, at: Offset.owner + 8)
            var end = headerCount
            func append(_ part: [UInt8]) {
                _ = UnsafeMutableBufferPointer(rebasing: record[end...]).update(fromContentsOf: part)
                end += part.count
            }
            append(external)
            append(summary)
            append(json)
            store(checksum(of: UnsafeRawBufferPointer(record), id: id).littleEndian, at: Offset.checksum)
            initialized = count
        }
    }

    /// Whether the bytes of a record are those that were written under `id`.
    static func isIntact(_ record: UnsafeRawBufferPointer, of id: RecordID) -> Bool {
        let stored = UInt32(littleEndian: record.loadUnaligned(fromByteOffset: Offset.checksum, as: UInt32.self))
        return stored == checksum(of: record, id: id)
    }

    /// CRC-32C of the id, as in a key, and of the record but for its checksum.
    private static func checksum(of record: UnsafeRawBufferPointer, id: RecordID) -> UInt32 {
        let covered = UnsafeRawBufferPointer(rebasing: record[Offset.format...])
        return entity_store_checksum(id.high.byteSwapped, id.low.byteSwapped, covered.baseAddress, covered.count)
    }
}
