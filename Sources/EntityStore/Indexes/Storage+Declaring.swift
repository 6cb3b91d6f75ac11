import LMDB

extension Storage {
    /// Makes the set of indexes that is written down the one that this process declares: a new or changed index is
    /// emptied and marked for building, one that is gone is emptied and forgotten. Each change of the set raises its
    /// generation, so that other processes notice.
    func declareIndexes() throws(StoreError) {
        while true {
            let reader = try translating { () throws(LMDBError) in try environment.beginRead() }
            var removed = try removedIndexes(in: reader)
            let changed = try changedIndexes(in: reader)
            let new = try newCollections(in: reader)
            reader.end()
            if removed.isEmpty, changed.isEmpty, new.isEmpty { return }

            // The engine opens no database while its write transaction runs.
            for position in removed.indices { removed[position].postings = try openPostings(removed[position]) }
            if try declare(removing: removed) { return }
        }
    }

    /// An index that is written down and that no type declares.
    private struct RemovedIndex {
        let collection: CollectionName
        let name: String
        var postings: MultiDatabase?
    }

    /// - Returns: False where another process has changed the set meanwhile.
    private func declare(removing removed: [RemovedIndex]) throws(StoreError) -> Bool {
        let transaction = try translating { () throws(LMDBError) in try environment.beginWrite() }
        guard try removedIndexes(in: transaction).map(\.name) == removed.map(\.name) else { return false }
        let changed = try changedIndexes(in: transaction)
        let new = try newCollections(in: transaction)
        let generation = try generation(in: transaction)
        try translating { () throws(LMDBError) in
            for collection in new { try transaction.put([], for: StoreKeys.collection(collection), in: meta) }
            for index in removed {
                if let postings = index.postings { try transaction.empty(postings) }
                let key = StoreKeys.definition(of: index.name, in: index.collection)
                _ = try transaction.delete(key, in: meta)
            }
            for (index, records) in changed {
                try transaction.empty(index.postings)
                var definition = index.definition
                definition.unbuilt = try transaction.count(of: records) == 0 ? nil : .least
                try transaction.put(definition.bytes, for: index.definitionKey, in: meta)
            }
            try transaction.put((generation + 1).littleEndianBytes, for: StoreKeys.generationKey, in: meta)
        }
        try Self.commit(transaction)
        return true
    }

    private func removedIndexes(
        in transaction: borrowing some LMDB.Transaction & ~Copyable
    ) throws(StoreError) -> [RemovedIndex] {
        var removed: [RemovedIndex] = []
        for collection in collections {
            for name in try definitions(of: collection.name, in: transaction).keys.sorted()
            where !collection.indexes.contains(where: { $0.name == name }) {
                removed.append(RemovedIndex(collection: collection.name, name: name))
            }
        }
        return removed
    }

    private func newCollections(
        in transaction: borrowing some LMDB.Transaction & ~Copyable
    ) throws(StoreError) -> [CollectionName] {
        try translating { () throws(LMDBError) in
            var new: [CollectionName] = []
            for collection in collections
            where try !transaction.contains(StoreKeys.collection(collection.name), in: meta) {
                new.append(collection.name)
            }
            return new
        }
    }

    private func changedIndexes(
        in transaction: borrowing some LMDB.Transaction & ~Copyable
    ) throws(StoreError) -> [(index: OpenIndex, records: Database)] {
        var changed: [(index: OpenIndex, records: Database)] = []
        for collection in collections {
            for index in collection.indexes {
                let stored = try definition(of: index, in: transaction)
                if let stored, stored.describesSame(as: index.definition) { continue }
                changed.append((index, collection.records))
            }
        }
        return changed
    }

    private func openPostings(_ index: RemovedIndex) throws(StoreError) -> MultiDatabase {
        let name = StoreKeys.indexDatabase(of: index.name, in: index.collection)
        return try translating { () throws(LMDBError) in
            try environment.multiDatabase(named: name, valueSize: RecordID.byteCount)
        }
    }
}
