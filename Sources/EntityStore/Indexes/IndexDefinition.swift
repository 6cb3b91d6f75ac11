/// What is written down of an index, so that a process can tell whether the store's indexes are those it knows.
///
/// | offset | bytes | what |
/// | --- | --- | --- |
/// | 0 | 1 | 0 = complete, 1 = being built |
/// | 1 | 1 | 1 = unique |
/// | 2 | 8 | revision, little-endian |
/// | 10 | 16 | the first id that is not built yet; zeros where complete |
struct IndexDefinition: Equatable, Sendable {
    static let byteCount = 26

    var isUnique: Bool
    var revision: Int
    /// Where building goes on; `nil` when it is done.
    var unbuilt: RecordID?

    init(isUnique: Bool, revision: Int, unbuilt: RecordID? = nil) {
        self.isUnique = isUnique
        self.revision = revision
        self.unbuilt = unbuilt
    }

    /// Reads what `bytes` writes.
    init(stored bytes: [UInt8]) throws(StoreError) {
        guard bytes.count == Self.byteCount, bytes[0] <= 1, bytes[1] <= 1, let place = RecordID(bytes: bytes[10...])
        else { throw .corrupt("The definition of an index is damaged. Restore a backup.") }
        isUnique = bytes[1] == 1
        revision = Int(Int64(littleEndianBytes: Array(bytes[2..<10])))
        unbuilt = bytes[0] == 1 ? place : nil
    }

    var bytes: [UInt8] {
        [unbuilt == nil ? 0 : 1, isUnique ? 1 : 0] + Int64(revision).littleEndianBytes + (unbuilt ?? .least).bytes
    }

    /// Whether both describe the same index, however far it is built.
    func describesSame(as other: IndexDefinition) -> Bool {
        isUnique == other.isUnique && revision == other.revision
    }
}
