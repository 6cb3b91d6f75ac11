import StrictJSON

/// An entity as it is stored: its JSON, untouched, and the header beside it.
///
/// Reading one copies the bytes and decodes nothing; `decoded()` does that where the value is needed.
public struct Stored<E: Entity>: Sendable {
    /// The entity's id.
    public let id: ID<E>
    /// What the store keeps beside the JSON.
    public let header: RecordHeader
    /// The canonical JSON of the entity.
    public let json: [UInt8]

    init(id: ID<E>, header: RecordHeader, json: [UInt8]) {
        self.id = id
        self.header = header
        self.json = json
    }

    /// Copies a record.
    init(id: ID<E>, _ record: RecordBytes) {
        self.init(id: id, header: record.header, json: [UInt8](record.json))
    }

    /// Decodes the entity.
    ///
    /// - Throws: `StoreError.undecodable` where the bytes are not what this type writes.
    public func decoded() throws(StoreError) -> E {
        try json.withUnsafeBufferPointer { bytes throws(StoreError) in
            try E.decode(json: UnsafeRawBufferPointer(bytes), id: id, header: header)
        }
    }
}

extension Entity {
    static func decode(_ record: RecordBytes, id: RecordID) throws(StoreError) -> Self {
        try decode(json: record.json, id: ID(id), header: record.header)
    }

    static func decode(
        json: UnsafeRawBufferPointer, id: ID<Self>, header: RecordHeader
    ) throws(StoreError) -> Self {
        var entity: Self
        do throws(JSONError) {
            entity = try StrictJSONDecoder().decode(Self.self, from: json)
        } catch {
            throw .undecodable(collection: collection, id: id.record, reason: error.description)
        }
        entity.adopt(id: id, header: header)
        guard entity.id == id else {
            throw .undecodable(collection: collection, id: id.record, reason: "its JSON has the id \(entity.id)")
        }
        return entity
    }

    func encodedJSON() throws(StoreError) -> [UInt8] {
        do throws(JSONError) {
            return try StrictJSONEncoder().encode(self)
        } catch {
            throw .unencodable(error)
        }
    }
}
