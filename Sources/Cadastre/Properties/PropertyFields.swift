import EntityStore
import StrictJSON

/// What a request says about a property, each field checked by itself.
struct PropertyFields: Sendable {
    let name: String?
    let description: Change<String>
    let type: Slug?
    let city: String?
    let rooms: Change<[RoomDraft]>
    let fixed: FixedValues

    /// Reads the fields of a property.
    ///
    /// - Throws: `.malformed`; `.invalid` with each field that is wrong whatever the store holds.
    init(_ object: JSONObject, for purpose: RequestShape.Purpose) throws(RegistryError) {
        var reader = try FieldReader(object, Self.shape(purpose))
        name = try reader.required("name", .text(Property.nameRule))
        description = try reader.optional("description", .text(Property.descriptionRule))
        type = try reader.required("type", .value(Slug.rule, { Slug($0) }))
        city = try reader.required("city", .text(Property.cityComplaint(about:)))
        rooms = try Self.rooms(reading: &reader, for: purpose)
        fixed = reader.fixed
        try reader.finish()
    }

    private static func shape(_ purpose: RequestShape.Purpose) -> RequestShape {
        RequestShape(
            purpose: purpose, members: ["name", "description", "type", "city", "rooms"],
            fixed: [
                FixedMember("id"), FixedMember("ownerId"), FixedMember("createdAt"), FixedMember("updatedAt"),
                FixedMember("version", .number),
            ])
    }
}

extension PropertyFields {
    private static func rooms(
        reading reader: inout FieldReader, for purpose: RequestShape.Purpose
    ) throws(RegistryError) -> Change<[RoomDraft]> {
        let list = try reader.optional("rooms", .list(Property.complaint(aboutRooms:)))
        guard let elements = list.value else { return list.isRemoval ? .remove : .keep }
        var drafts: [RoomDraft] = []
        var seen: Set<ID<Room>> = []
        for (index, element) in elements.enumerated() {
            drafts.append(try room(element, at: index, reading: &reader, for: purpose, seen: &seen))
        }
        return .set(drafts)
    }

    /// Reads one room of the list. Elements of a list are whole, in a merge patch too (RFC 7396, section 1).
    ///
    /// - Parameter seen: The ids of the rooms before it in the list.
    private static func room(
        _ element: JSONValue, at index: Int, reading reader: inout FieldReader, for purpose: RequestShape.Purpose,
        seen: inout Set<ID<Room>>
    ) throws(RegistryError) -> RoomDraft {
        let shape = purpose == .create ? RoomFields.shape(.create) : RoomFields.elementShape
        func place(_ path: inout JSONPath) {
            path.append(name: "rooms")
            path.append(index: index)
        }
        return try reader.nested(element, shape, at: place) { reader throws(RegistryError) in
            guard purpose != .create else { return try RoomDraft(reading: &reader) }
            let id = try reader.optional("id", .value(foreignRoom, ID<Room>.init)).value
            if let id, !seen.insert(id).inserted {
                reader.complain(about: "id", complaint: "is the id of another room in this list")
            }
            return try RoomDraft(reading: &reader, id: id)
        }
    }

    /// What is wrong with the id of a room that is none of the property's, as the end of a sentence.
    static let foreignRoom = "is not the id of a room of this property"
}

extension RoomFields {
    /// A room in the list of rooms of a property that exists: an `id` says which room it is.
    static let elementShape = RequestShape(
        purpose: .replace, members: ["id", "name", "kind", "area", "features"], fixed: [])
}
