/// What a request says about a room, each field checked by itself.
struct RoomFields: Sendable {
    let name: String?
    let kind: String?
    let area: Change<Double>
    let features: FeaturePatch

    /// Reads the fields of a room; what is wrong with them is left in the reader.
    init(reading reader: inout FieldReader, isMerge: Bool) throws(RegistryError) {
        name = try reader.required("name", .text(Room.nameRule))
        kind = try reader.required("kind", .text(Room.kindRule))
        area = try reader.optional("area", .number(Room.complaint(aboutArea:)))
        features = try FeaturePatch(reading: &reader, isMerge: isMerge)
    }

    static func shape(_ purpose: RequestShape.Purpose, fixed: [FixedMember] = [FixedMember("id")]) -> RequestShape {
        RequestShape(purpose: purpose, members: ["name", "kind", "area", "features"], fixed: fixed)
    }
}
