import EntityStore
import StrictJSON

/// A new property as somebody describes it: every field within its bounds, its type not yet looked up.
public struct PropertyDraft: Sendable {
    /// One line.
    public let name: String
    /// Any number of lines.
    public let description: String
    /// The id of its type.
    public let type: Slug
    /// The city as written.
    public let city: String
    /// Its rooms.
    public let rooms: [RoomDraft]

    /// Describes a new property.
    ///
    /// - Throws: `.invalid` with each field that is out of its bounds.
    public init(
        name: String, description: String = "", type: String, city: String, rooms: [RoomDraft] = []
    ) throws(RegistryError) {
        var errors = FieldErrors()
        errors.add("rooms", Property.complaint(aboutRooms: rooms.count))
        try errors.throwIfAny()
        let fields = try PropertyFields(
            [
                "name": .string(name), "description": .string(description), "type": .string(type),
                "city": .string(city),
            ], for: .create)
        try self.init(fields, rooms: rooms)
    }

    /// Reads a new property.
    ///
    /// - Throws: `.malformed`; `.invalid` with each field that is wrong; `.tooLarge` above 1 MiB.
    public init(json: [UInt8]) throws(RegistryError) {
        let fields = try PropertyFields(try RequestBody.parse(json), for: .create)
        try self.init(fields, rooms: fields.rooms.value ?? [])
    }

    private init(_ fields: PropertyFields, rooms: [RoomDraft]) throws(RegistryError) {
        guard let name = fields.name, let type = fields.type, let city = fields.city else {
            throw .internal("a required field passed the reader unread")
        }
        self.name = name
        self.description = fields.description.value ?? ""
        self.type = type
        self.city = city
        self.rooms = rooms
    }

    /// The property, first version, without an id.
    func property(
        ownedBy owner: ID<User>, at moment: Timestamp, importedFrom externalID: ExternalID? = nil
    ) -> Property {
        var random = RandomNumbers(count: 2 * rooms.count)
        return Property(
            id: .unassigned, name: name, description: description, type: type, city: city,
            rooms: rooms.map { $0.room(at: moment, using: &random) }, ownerID: owner, createdAt: moment,
            updatedAt: moment,
            version: 1, externalID: externalID)
    }
}
