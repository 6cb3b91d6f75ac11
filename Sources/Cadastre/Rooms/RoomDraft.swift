import EntityStore
import StrictJSON

/// A room as somebody describes it: every field within its bounds.
public struct RoomDraft: Sendable {
    /// The room of the property that this is to be; `nil` makes a new one.
    let id: ID<Room>?
    /// One line.
    public let name: String
    /// What sort of room it is.
    public let kind: String
    /// Square metres, if known.
    public let area: Double?
    /// What else there is to say.
    public let features: Features

    /// Describes a new room.
    ///
    /// - Throws: `.invalid` with each field that is out of its bounds.
    public init(
        name: String, kind: String, area: Double? = nil, features: [String: FeatureValue] = [:]
    ) throws(RegistryError) {
        var object: JSONObject = ["name": .string(name), "kind": .string(kind)]
        object["area"] = area.map(JSONValue.number)
        var members = JSONObject()
        for (name, value) in features { members[name] = value.json }
        object["features"] = .object(members)
        var reader = try FieldReader(object, RoomFields.shape(.create))
        try self.init(reading: &reader)
        try reader.finish()
    }

    /// Reads a new room.
    ///
    /// - Throws: `.malformed`; `.invalid` with each field that is wrong; `.tooLarge` above 1 MiB.
    public init(json: [UInt8]) throws(RegistryError) {
        var reader = try FieldReader(try RequestBody.parse(json), RoomFields.shape(.create))
        try self.init(reading: &reader)
        try reader.finish()
    }

    /// Reads the fields of a room; what is wrong with them is left in the reader, which must be finished.
    init(reading reader: inout FieldReader, id: ID<Room>? = nil) throws(RegistryError) {
        let fields = try RoomFields(reading: &reader, isMerge: false)
        self.id = id
        name = fields.name ?? ""
        kind = fields.kind ?? ""
        area = fields.area.value
        features = fields.features.applied(to: Features())
    }

    /// The room, with the id that it has or a new one.
    func room(at moment: Timestamp) -> Room {
        var random = RandomNumbers(count: id == nil ? 2 : 0)
        return room(at: moment, using: &random)
    }

    /// The same, with an id of the random numbers that `random` gives.
    func room(at moment: Timestamp, using random: inout RandomNumbers) -> Room {
        room(id ?? ID(RecordID.random(at: moment, using: &random)))
    }

    /// The room, with this id.
    func room(_ id: ID<Room>) -> Room {
        Room(id: id, name: name, kind: kind, area: area, features: features)
    }
}
