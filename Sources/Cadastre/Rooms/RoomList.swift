/// The rooms of a property as every door sends them.
public struct RoomList: Sendable {
    /// `{"items":[…]}`, in the owner's order.
    public let json: [UInt8]
    /// The state of the property.
    public let revision: Revision
}
