extension Entity {
    /// The entity's key in each index, in the order of `indexes`.
    static func indexKeys(of entity: Self) throws(StoreError) -> [[UInt8]?] {
        try indexes.map { index throws(StoreError) in try key(of: entity, in: index) }
    }

    /// The entity's key in one index; `nil` where the index does not list it.
    static func key(of entity: Self, in index: some EntityIndex<Self>) throws(StoreError) -> [UInt8]? {
        guard let key = index.keyBytes(of: entity) else { return nil }
        guard (1...maximumIndexKeyByteCount).contains(key.count) else {
            throw .invalidKey(collection: collection, index: index.name, byteCount: key.count)
        }
        return key
    }
}
