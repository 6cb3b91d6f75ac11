/// A type whose values a store keeps: Codable, with an id, in a collection, found again through indexes.
///
/// The stored bytes are the canonical JSON of the value, exactly those that a reader gets, beside a small header.
/// A new entity's JSON must begin with its id (`{"id":"…"`) where it is to be inserted through `PreparedInsert`.
public protocol Entity: Codable, Sendable {
    /// The collection that keeps this type. One type a collection.
    static var collection: CollectionName { get }

    /// The secondary indexes of the collection. A changed list is applied when the store is next opened.
    static var indexes: [any EntityIndex<Self>] { get }

    /// Which revision of the list of indexes this is. Raise it when one of them goes: a store is never opened for
    /// writing by a program of a lower revision than it has seen, and an index is only dropped by a higher one.
    static var indexesRevision: Int { get }

    /// The id that the store gave.
    var id: ID<Self> { get }

    /// What is kept beside the JSON. Must be derived from the value, as it is written at each change.
    var header: RecordHeader { get }

    /// A second small piece of JSON kept beside the first, for readers who may not see the whole; `nil` for none.
    var summary: [UInt8]? { get }

    /// Takes back what the JSON does not hold: called once after decoding.
    mutating func adopt(id: ID<Self>, header: RecordHeader)
}

extension Entity {
    /// No indexes.
    public static var indexes: [any EntityIndex<Self>] { [] }

    /// The first revision.
    public static var indexesRevision: Int { 0 }

    /// Version 1, nobody's.
    public var header: RecordHeader { RecordHeader() }

    /// None.
    public var summary: [UInt8]? { nil }

    /// Nothing to take back: all is in the JSON.
    public mutating func adopt(id: ID<Self>, header: RecordHeader) {}
}
