/// One key of an index, and what is listed under it.
public struct IndexKeyCount<E: Entity>: Hashable, Sendable {
    /// The bytes of the key.
    public let key: [UInt8]
    /// How many entities are listed under it.
    public let count: Int
    /// The newest of them.
    public let newest: ID<E>
}
