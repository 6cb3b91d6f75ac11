/// A stored record, lent: its bytes lie in the store's own memory and are valid until the closure that was given it
/// returns.
///
/// Nothing is decoded or copied until it is asked for. Do not keep `json` or `summary`, or wait for anything (a lock,
/// a socket, another transaction), while it is lent.
public struct LentRecord<E: Entity>: ~Copyable {
    /// The entity's id.
    public let id: ID<E>
    private let bytes: RecordBytes

    init(id: RecordID, bytes: RecordBytes) {
        self.id = ID(id)
        self.bytes = bytes
    }

    /// The canonical JSON of the entity, as every reader gets it.
    public var json: UnsafeRawBufferPointer { bytes.json }

    /// The second, smaller piece of JSON; empty where the entity has none.
    public var summary: UnsafeRawBufferPointer { bytes.summary }

    /// Which version of the record this is.
    public var version: UInt64 { bytes.version }

    /// When the record was made or last changed.
    public var updatedAt: Timestamp { bytes.updatedAt }

    /// Whose record it is, if it is somebody's.
    public var owner: RecordID? { bytes.owner }

    /// All that is kept beside the JSON.
    public var header: RecordHeader { bytes.header }
}

extension LentRecord {
    /// Decodes the entity.
    ///
    /// - Throws: `StoreError.undecodable` where the bytes are not what this type writes.
    public borrowing func decoded() throws(StoreError) -> E {
        try E.decode(json: json, id: id, header: header)
    }

    /// Copies the record's JSON and header.
    public borrowing func copied() -> Stored<E> {
        Stored(id: id, bytes)
    }
}
