/// The names of the engine's databases, and the keys of the database that describes the store.
enum StoreKeys {
    /// The format of the store that this module reads and writes.
    static let format: UInt32 = 2

    static let metaDatabase = "meta"
    static func recordsDatabase(of collection: CollectionName) -> String { "records/\(collection)" }
    static func indexDatabase(of index: String, in collection: CollectionName) -> String {
        "index/\(collection)/\(index)"
    }

    /// Four bytes, little-endian.
    static let formatKey = Array("format".utf8)
    /// Eight bytes, little-endian: how often the set of indexes has changed.
    static let generationKey = Array("generation".utf8)

    /// The revision of the collection's list of indexes: eight bytes, little-endian, or nothing for 0.
    static func collection(_ name: CollectionName) -> [UInt8] { collectionPrefix + Array(name.description.utf8) }
    static let collectionPrefix = Array("collection/".utf8)

    /// The definitions of a collection's indexes are the keys that begin with this; the rest is the index's name.
    static func definitionPrefix(of collection: CollectionName) -> [UInt8] { Array("index/\(collection)/".utf8) }
    static func definition(of index: String, in collection: CollectionName) -> [UInt8] {
        definitionPrefix(of: collection) + Array(index.utf8)
    }
}
