/// The bytes of a stored record, in the store's own memory, and where its parts lie in them.
///
/// Not of the entity's type, so that what walks through records is compiled once and not for each type.
struct RecordBytes {
    private let bytes: UnsafeRawBufferPointer
    private let layout: RecordLayout

    /// Finds the parts of the record of `id`, and makes sure that it is as it was written.
    ///
    /// - Throws: `.undecodable`, `.damaged`.
    init(_ bytes: UnsafeRawBufferPointer, of id: RecordID, in collection: OpenCollection) throws(StoreError) {
        guard let layout = RecordLayout(bytes) else {
            throw .undecodable(collection: collection.name, id: id, reason: "not a record of this format")
        }
        guard RecordLayout.isIntact(bytes, of: id) else { throw .damaged(collection: collection.name, id: id) }
        self.bytes = bytes
        self.layout = layout
    }

    var json: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[layout.json]) }
    var summary: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[layout.summary]) }
    var version: UInt64 { layout.version(in: bytes) }
    var updatedAt: Timestamp { layout.updatedAt(in: bytes) }
    var owner: RecordID? { layout.owner(in: bytes) }
    var header: RecordHeader { layout.header(in: bytes) }
}
