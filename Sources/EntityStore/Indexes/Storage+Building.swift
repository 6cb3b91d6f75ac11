import LMDB

extension Storage {
    /// How many records one transaction of a building index looks at: the writer is free for others in between.
    static let buildingBatch = 500

    /// Builds every index of `E` that is not whole, in batches. Where one left off, be it by another process or one
    /// that died, the next goes on. Several processes may build at once: each does a batch when it is its turn.
    func buildIndexes<E: Entity>(of type: E.Type) throws(StoreError) {
        let collection = try collection(of: type)
        for (index, declaration) in zip(collection.indexes, E.indexes) {
            while try !buildBatch(of: index, declaration, in: collection) {}
        }
    }

    /// Does one batch.
    ///
    /// - Returns: Whether the index is whole now.
    func buildBatch<E: Entity>(
        of index: OpenIndex, _ declaration: some EntityIndex<E>, in collection: OpenCollection
    ) throws(StoreError) -> Bool {
        if try isBuilt(index) { return true }
        let transaction = try translating { () throws(LMDBError) in try environment.beginWrite() }
        guard var definition = try definition(of: index, in: transaction),
            definition.describesSame(as: index.definition)
        else { throw .outdated }
        guard let start = definition.unbuilt else { return true }

        let (entries, next) = try entries(of: declaration, in: collection, from: start, of: transaction)
        for (key, id) in entries { try list(id, under: key, in: index, of: transaction) }
        definition.unbuilt = next
        let generation = try generation(in: transaction)
        try translating { () throws(LMDBError) in
            try transaction.put(definition.bytes, for: index.definitionKey, in: meta)
            if next == nil {
                try transaction.put((generation + 1).littleEndianBytes, for: StoreKeys.generationKey, in: meta)
            }
        }
        try Self.commit(transaction)
        return next == nil
    }

    private func isBuilt(_ index: OpenIndex) throws(StoreError) -> Bool {
        let transaction = try translating { () throws(LMDBError) in try environment.beginRead() }
        guard let definition = try definition(of: index, in: transaction) else { return false }
        return definition.unbuilt == nil && definition.describesSame(as: index.definition)
    }

    /// What the index lists of the records from `start` on, and where the next batch begins.
    private func entries<E: Entity>(
        of declaration: some EntityIndex<E>, in collection: OpenCollection, from start: RecordID,
        of transaction: borrowing LMDB.WriteTransaction
    ) throws(StoreError) -> (entries: [(key: [UInt8], id: RecordID)], next: RecordID?) {
        let records = try AllRecords(collection, by: .oldest, of: EngineReader(handle: transaction.handle))
        var entries: [(key: [UInt8], id: RecordID)] = []
        var place: RecordID? = start
        for _ in 0..<Self.buildingBatch {
            guard let seen = place, let id = try records.seek(seen) else { return (entries, nil) }
            let entity = try records.record(id).map { record throws(StoreError) in
                try E.decode(record, id: id)
            }
            if let entity, let key = try E.key(of: entity, in: declaration) { entries.append((key, id)) }
            place = id.successor
        }
        return (entries, place)
    }

    private func list(
        _ id: RecordID, under key: [UInt8], in index: OpenIndex, of transaction: borrowing LMDB.WriteTransaction
    ) throws(StoreError) {
        if index.definition.isUnique, let other = try firstPosting(of: key, in: index, of: transaction), other != id {
            throw .duplicate(collection: index.collection, index: index.name, existing: other)
        }
        // A write that came between two batches may have listed it already.
        _ = try translating { () throws(LMDBError) in
            try transaction.insert(id.bytes, for: key, in: index.postings)
        }
    }

    /// The least id that is listed under `key`.
    func firstPosting(
        of key: [UInt8], in index: OpenIndex, of transaction: borrowing some LMDB.Transaction & ~Copyable
    ) throws(StoreError) -> RecordID? {
        try translating { () throws(LMDBError) in
            try transaction.cursor(in: index.postings) { cursor throws(LMDBError) in
                try cursor.seek(key) ? cursor.withCurrent { _, value in RecordID(value) } : nil
            }
        }
    }
}
