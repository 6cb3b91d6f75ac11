/// An index whose key type has been forgotten: what a collection's list of indexes holds.
public protocol EntityIndex<Target>: Sendable {
    /// The entities that are indexed.
    associatedtype Target: Entity

    /// The name of the index, unique in its collection: 1 to 64 of `a-z`, `0-9` and `-`.
    var name: String { get }
    /// Whether a key may lead to one entity only.
    var isUnique: Bool { get }
    /// Raise it when the key function changes: the index is then built anew when the store is next opened.
    var revision: Int { get }
    /// The bytes under which an entity is listed; `nil` where it is not listed at all.
    func keyBytes(of entity: Target) -> [UInt8]?
}

/// A secondary index: a function from an entity to the key that it is listed under.
///
/// ```swift
/// static let byTag = Index<Note, String>("tag") { $0.tag }
/// ```
///
/// The function must depend on the entity alone. It runs at each change, inside the write transaction.
public struct Index<Target: Entity, Key: IndexKey>: EntityIndex {
    /// The name of the index, unique in its collection.
    public let name: String
    /// Whether a key may lead to one entity only.
    public let isUnique: Bool
    /// Which revision of the key function this is.
    public let revision: Int
    private let key: @Sendable (Target) -> Key?

    /// Declares an index.
    ///
    /// - Parameters:
    ///   - name: 1 to 64 of `a-z`, `0-9` and `-`; written down in the store.
    ///   - unique: Whether a key may lead to one entity only. A write that would break this is refused.
    ///   - revision: Raise it when `key` changes.
    ///   - key: What an entity is listed under; `nil` leaves it out.
    public init(
        _ name: String, unique: Bool = false, revision: Int = 1, key: @escaping @Sendable (Target) -> Key?
    ) {
        self.name = name
        self.isUnique = unique
        self.revision = revision
        self.key = key
    }

    /// The bytes under which an entity is listed; `nil` where it is not listed.
    public func keyBytes(of entity: Target) -> [UInt8]? {
        key(entity)?.indexBytes
    }

    /// The entities that are listed under `key`.
    public static func == (index: Index, key: Key) -> Query<Target> {
        Query(matches: [Match(index: index.name, key: key.indexBytes)])
    }
}
