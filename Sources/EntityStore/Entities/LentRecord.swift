/// A stored record, lent: its bytes lie in the store's own memory and are valid until the closure that was given it
/// returns.
///
/// Nothing is decoded or copied until it is asked for. Do not keep `json` or `summary`, or wait for anything (a lock,
/// a socket, another transaction), while it is lent.
public struct LentRecord<E: Entity>: ~Copyable {
    /// The entity's id.
    public let id: ID<E>
    private let bytes: UnsafeRawBufferPointer
    private let layout: RecordLayout

    init(id: ID<E>, bytes: UnsafeRawBufferPointer) throws(StoreError) {
        guard let layout = RecordLayout(bytes) else {
            throw .undecodable(collection: E.collection, id: id.record, reason: "not a record of this format")
        }
        self.id = id
        self.bytes = bytes
        self.layout = layout
    }

    /// The canonical JSON of the entity, as every reader gets it.
    public var json: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[layout.json]) }

    /// The second, smaller piece of JSON; empty where the entity has none.
    public var summary: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[layout.summary]) }

    /// Which version of the record this is.
    public var version: UInt64 { layout.version(in: bytes) }

    /// When the record was made or last changed.
    public var updatedAt: Timestamp { layout.updatedAt(in: bytes) }

    /// Whose record it is, if it is somebody's.
    public var owner: RecordID? { layout.owner(in: bytes) }

    /// All that is kept beside the JSON.
    public var header: RecordHeader { layout.header(in: bytes) }
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
        Stored(id: id, header: header, json: [UInt8](json))
    }
}
