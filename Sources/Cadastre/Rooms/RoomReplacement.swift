/// All of what a room is to be.
public struct RoomReplacement: Sendable {
    let draft: RoomDraft
    let fixed: FixedValues

    /// Reads what a room is to be. Its `id` is welcome where it is the room's.
    ///
    /// - Throws: `.malformed`; `.invalid` with each field that is wrong; `.tooLarge` above 1 MiB.
    public init(json: [UInt8]) throws(RegistryError) {
        var reader = try FieldReader(try RequestBody.parse(json), RoomFields.shape(.replace))
        draft = try RoomDraft(reading: &reader)
        fixed = reader.fixed
        try reader.finish()
    }
}
