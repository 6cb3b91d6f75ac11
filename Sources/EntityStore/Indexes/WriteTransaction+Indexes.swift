import LMDB

extension WriteTransaction {
    /// Changes what the indexes list of one entity: the only way in which an index ever changes while it is whole.
    ///
    /// What is listed under the same key before and after is left alone; the rest of the old is removed, and the rest
    /// of the new added. Uniqueness is checked for all indexes before any is changed.
    ///
    /// - Parameters:
    ///   - old: The entity's key in each index as it is stored; `nil` for a new entity.
    ///   - new: The entity's key in each index as it will be; `nil` for an entity that goes.
    func update(
        _ id: RecordID, from old: [[UInt8]?]?, to new: [[UInt8]?]?, in collection: OpenCollection
    ) throws(StoreError) {
        progress.forget(id)
        func changes(at position: Int) -> Bool { old?[position] != new?[position] }
        let positions = collection.indexes.indices
        for position in positions where collection.indexes[position].definition.isUnique && changes(at: position) {
            if let key = new?[position] { try requireFree(key, for: id, in: collection.indexes[position]) }
        }
        guard positions.contains(where: changes) else { return }
        try change { () throws(LMDBError) in
            try id.withSpan { posting throws(LMDBError) in
                // An index that is being built may lack the one and have the other already: no error in either case.
                for position in positions where changes(at: position) {
                    let postings = collection.indexes[position].postings
                    if let key = old?[position] { _ = try engine.delete(posting, for: key.span.bytes, in: postings) }
                    if let key = new?[position] { _ = try engine.insert(posting, for: key.span.bytes, in: postings) }
                }
            }
        }
    }

    private func requireFree(_ key: [UInt8], for id: RecordID, in index: OpenIndex) throws(StoreError) {
        let holder = try storage.firstPosting(of: key, in: index, of: engine)
        guard let holder, holder != id else { return }
        throw .duplicate(collection: index.collection, index: index.name, existing: holder)
    }
}
