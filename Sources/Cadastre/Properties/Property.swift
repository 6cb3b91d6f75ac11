public import EntityStore

/// A property of the register: what it is, where it is, its rooms, and whose it is.
///
/// Its JSON has the members in the order in which they are declared here, and is what every door sends.
public struct Property: Codable, Sendable {
    /// Given by the store.
    public internal(set) var id: ID<Property>
    /// One line.
    public let name: String
    /// Any number of lines; empty if there is none.
    public let description: String
    /// The id of its ``PropertyType``.
    public let type: Slug
    /// The city as its owner writes it. Cities are compared folded: see ``FoldedText``.
    public let city: String
    /// Its rooms, in the order that the owner gave.
    public let rooms: [Room]
    /// The user who may change it.
    public let ownerID: ID<User>
    /// When it was made.
    public let createdAt: Timestamp
    /// When it was last changed, or made.
    public let updatedAt: Timestamp
    /// 1 when made, one more at each change.
    public let version: UInt64
    /// Where it was imported from, if it was. Kept beside the JSON.
    public internal(set) var externalID: ExternalID? = nil

    private enum CodingKeys: String, CodingKey {
        case id, name, description, type, city, rooms
        case ownerID = "ownerId"
        case createdAt, updatedAt, version
    }
}

extension Property: Entity {
    /// `properties`
    public static let collection: CollectionName = "properties"

    /// Properties by their city, folded.
    public static let byCity = Index<Property, FoldedText>("city") { try? FoldedText(folding: $0.city) }
    /// Properties by the id of their type.
    public static let byType = Index<Property, Slug>("type") { $0.type }
    /// Properties by their owner.
    public static let byOwner = Index<Property, ID<User>>("owner") { $0.ownerID }
    /// The property that was imported from one record of one source.
    public static let byExternalID = Index<Property, ExternalID>("external-id", unique: true) { $0.externalID }

    /// All of the above.
    public static let indexes: [any EntityIndex<Property>] = [byCity, byType, byOwner, byExternalID]

    /// The key in each of ``indexes``, of a property that has these.
    static func indexKeys(
        city: FoldedText, type: Slug, owner: ID<User>, externalID: ExternalID?
    ) -> [[UInt8]?] {
        [city.indexBytes, type.indexBytes, owner.indexBytes, externalID?.indexBytes]
    }

    /// What tells who may change the property and which state it is in, without decoding it.
    public var header: RecordHeader {
        RecordHeader(version: version, updatedAt: updatedAt, owner: ownerID.record, externalID: externalID)
    }

    /// Takes back the external id.
    public mutating func adopt(id: ID<Property>, header: RecordHeader) {
        externalID = header.externalID
    }
}

extension FoldedText: IndexKey {
    /// The folded form.
    public var indexBytes: [UInt8] { bytes }
}

extension Slug: IndexKey {
    /// The characters, which are ASCII.
    public var indexBytes: [UInt8] { Array(description.utf8) }
}
