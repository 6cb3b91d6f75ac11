/// An entity that brings its id, encoded before its write queued: what an import takes to the store.
public struct PreparedRecord<E: Entity>: Sendable {
    /// The entity's id.
    public let id: ID<E>
    /// What the store keeps beside the JSON.
    public let header: RecordHeader
    /// The canonical JSON of the entity.
    public let json: [UInt8]
    let summary: [UInt8]
    package let keys: [[UInt8]?]

    /// Encodes an entity.
    ///
    /// - Throws: `.unencodable`, `.invalidKey`.
    public init(_ entity: E) throws(StoreError) {
        id = entity.id
        header = entity.header
        json = try entity.encodedJSON()
        summary = entity.summary ?? []
        keys = try E.indexKeys(of: entity)
    }

    /// Takes what an entity without a summary is known to be encoded as. Nothing of it is checked.
    ///
    /// - Parameters:
    ///   - json: The bytes that `StrictJSONEncoder` makes of the entity.
    ///   - keys: Its key in each index, in the order of `indexes`, none longer than ``maximumIndexKeyByteCount``.
    package init(unsafeID id: ID<E>, header: RecordHeader, json: [UInt8], keys: [[UInt8]?]) {
        self.id = id
        self.header = header
        self.json = json
        self.keys = keys
        summary = []
    }
}
