import LMDB

extension Storage {
    /// Makes the set of indexes that is written down the one that this process declares: a new or changed index is
    /// emptied and marked for building, one that is gone is emptied and forgotten. Each change of the set raises its
    /// generation, so that other processes notice.
    ///
    /// - Throws: `.incompatible` where a newer program has declared what this one would take back.
    func declareIndexes() throws(StoreError) {
        while true {
            let reader = try translating { () throws(LMDBError) in try environment.beginRead() }
            try requireNotNewer(in: reader)
            var removed = try removedIndexes(in: reader)
            let changed = try changedIndexes(in: reader)
            let raised = try raisedCollections(in: reader)
            reader.end()
            if removed.isEmpty, changed.isEmpty, raised.isEmpty { return }

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
        try requireNotNewer(in: transaction)
        guard try removedIndexes(in: transaction).map(\.name) == removed.map(\.name) else { return false }
        let changed = try changedIndexes(in: transaction)
        let raised = try raisedCollections(in: transaction)
        let generation = try generation(in: transaction)
        try translating { () throws(LMDBError) in
            for collection in raised {
                let revision = collection.revision == 0 ? [] : Int64(collection.revision).littleEndianBytes
                try transaction.put(revision, for: StoreKeys.collection(collection.name), in: meta)
            }
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

    /// Refuses a store that a newer program has had: this one would take back what that one has changed.
    private func requireNotNewer(
        in transaction: borrowing some LMDB.Transaction & ~Copyable
    ) throws(StoreError) {
        for collection in collections {
            guard let revision = try revision(of: collection, in: transaction) else { continue }
            if revision > collection.revision { throw .newer(collection.name) }
            let stored = try definitions(of: collection.name, in: transaction)
            for index in collection.indexes {
                guard let definition = stored[index.name] else { continue }
                if definition.revision > index.definition.revision { throw .newer(collection.name) }
            }
            // Only a raised revision tells an index that is to go from one that this program does not know yet.
            guard revision == collection.revision else { continue }
            for name in stored.keys where !collection.indexes.contains(where: { $0.name == name }) {
                throw .newer(collection.name)
            }
        }
    }

    /// The revision of a collection's list of indexes that is written down; `nil` for a collection that is new.
    private func revision(
        of collection: OpenCollection, in transaction: borrowing some LMDB.Transaction & ~Copyable
    ) throws(StoreError) -> Int? {
        let bytes = try translating { () throws(LMDBError) in
            try transaction.get(StoreKeys.collection(collection.name), in: meta)
        }
        guard let bytes else { return nil }
        guard bytes.isEmpty || bytes.count == 8 else {
            throw .corrupt("The revision of a collection is damaged. Restore a backup.")
        }
        return bytes.isEmpty ? 0 : Int(Int64(littleEndianBytes: bytes))
    }

    /// The collections that are new, or have a list of indexes of a higher revision than is written down.
    private func raisedCollections(
        in transaction: borrowing some LMDB.Transaction & ~Copyable
    ) throws(StoreError) -> [OpenCollection] {
        var raised: [OpenCollection] = []
        for collection in collections {
            let revision = try revision(of: collection, in: transaction)
            if revision.map({ $0 < collection.revision }) ?? true { raised.append(collection) }
        }
        return raised
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

extension StoreError {
    /// Another program knows indexes of the collection that this one does not.
    fileprivate static func newer(_ collection: CollectionName) -> StoreError {
        .incompatible(
            "\(collection): a newer version of the program has changed the indexes of this store. Upgrade this one.")
    }
}
