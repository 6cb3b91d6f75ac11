public import EntityStore

/// A type that properties may have, such as `apartment`.
///
/// Its JSON is `{"id":"apartment","label":"Apartment"}`: what the world calls its id is the slug, and the id that the
/// store gave is never shown.
public struct PropertyType: Sendable {
    /// Given by the store, not shown.
    public private(set) var id: ID<PropertyType>
    /// The id as everybody knows it.
    public let slug: Slug
    /// What people read.
    public let label: String
    private var state: RecordHeader

    /// What a label may be.
    public static let labelRule = TextRule.oneLine(1...100)

    init(id: ID<PropertyType>, slug: Slug, label: String, at moment: Timestamp) {
        self.id = id
        self.slug = slug
        self.label = label
        state = RecordHeader(version: 1, updatedAt: moment)
    }

    /// The type with another label, one version later.
    func relabelled(_ label: String, at moment: Timestamp) -> PropertyType {
        var type = PropertyType(id: id, slug: slug, label: label, at: moment)
        type.state.version = state.version + 1
        return type
    }
}

extension PropertyType: Codable {
    private enum CodingKeys: String, CodingKey {
        case slug = "id"
        case label
    }

    /// Reads the JSON; the store's own id comes after, through ``adopt(id:header:)``.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: .unassigned,
            slug: try container.decode(Slug.self, forKey: .slug),
            label: try container.decode(String.self, forKey: .label),
            at: Timestamp(milliseconds: 0))
    }

    /// Writes the slug and the label.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(slug, forKey: .slug)
        try container.encode(label, forKey: .label)
    }
}

extension PropertyType: Entity {
    /// `types`
    public static let collection: CollectionName = "types"

    /// The type that has a slug.
    public static let bySlug = Index<PropertyType, Slug>("slug", unique: true) { $0.slug }

    /// All of the above.
    public static let indexes: [any EntityIndex<PropertyType>] = [bySlug]

    /// The version and its moment, which are not shown.
    public var header: RecordHeader { state }

    /// Takes back what is not in the JSON.
    public mutating func adopt(id: ID<PropertyType>, header: RecordHeader) {
        self.id = id
        state = header
    }
}

extension ID {
    /// An id that nothing has: it stands in a record until the store gives the real one.
    static var unassigned: ID { ID(RecordID(high: 0, low: 0)) }

    /// Reads an id from a path or an argument. A text that is no UUID names nothing, so that it is answered as an id
    /// that nothing has is: after every check that comes before existence.
    public init(naming text: String) {
        self = ID(text) ?? .unassigned
    }
}
