public import EntityStore

/// A room as it is stored: the part of its property's JSON that it is, untouched.
public struct StoredRoom: Sendable {
    /// The room's id.
    public let id: ID<Room>
    /// The canonical JSON of the room.
    public let json: [UInt8]
    /// The state of its property, which is what a change of the room is conditional on.
    public let revision: Revision
}
