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
        var changes: [(index: OpenIndex, old: [UInt8]?, new: [UInt8]?)] = []
        for (position, index) in collection.indexes.enumerated() {
            let oldKey = old?[position]
            let newKey = new?[position]
            if oldKey != newKey { changes.append((index, oldKey, newKey)) }
        }
        for (index, _, key) in changes where index.definition.isUnique {
            if let key { try requireFree(key, for: id, in: index) }
        }
        guard !changes.isEmpty else { return }
        try change { () throws(LMDBError) in
            try id.withSpan { posting throws(LMDBError) in
                // An index that is being built may lack the one and have the other already: no error in either case.
                for (index, old, new) in changes {
                    if let old { _ = try engine.delete(posting, for: old.span.bytes, in: index.postings) }
                    if let new { _ = try engine.insert(posting, for: new.span.bytes, in: index.postings) }
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
