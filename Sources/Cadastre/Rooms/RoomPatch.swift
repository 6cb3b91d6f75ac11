import EntityStore

/// What a merge patch says about a room.
struct RoomPatch: Sendable {
    private let fields: RoomFields
    let fixed: FixedValues

    /// - Throws: `.malformed`; `.invalid` with each field that is wrong whatever the room is.
    init(_ patch: MergePatch) throws(RegistryError) {
        var reader = try FieldReader(patch.object, RoomFields.shape(.patch))
        fields = try RoomFields(reading: &reader, isMerge: true)
        fixed = reader.fixed
        try reader.finish()
    }

    /// The room that `room` becomes.
    ///
    /// - Throws: `.invalid` where it would have too many features.
    func applied(to room: Room) throws(RegistryError) -> Room {
        let features = fields.features.applied(to: room.features)
        var errors = FieldErrors()
        errors.add("features", Features.complaint(aboutCount: features.all.count))
        try errors.throwIfAny()
        return Room(
            id: room.id, name: fields.name ?? room.name, kind: fields.kind ?? room.kind,
            area: fields.area.applied(to: room.area), features: features)
    }
}
