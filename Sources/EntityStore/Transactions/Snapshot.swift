import LMDB

/// The state of the store that a transaction sees: what ``StoreTransaction`` reads from.
///
/// It has nothing to offer outside this module, and must not be kept: it is valid while its transaction runs.
public struct Snapshot {
    let engine: EngineReader
    let storage: Storage
}

extension Snapshot {
    /// Lends the record of `id`; `nil` where there is none.
    func withRecord<E: Entity, Result>(
        _ id: ID<E>, _ body: (borrowing LentRecord<E>) throws(StoreError) -> Result
    ) throws(StoreError) -> Result? {
        let records = try storage.collection(of: E.self).records
        let outcome = try translating { () throws(LMDBError) in
            try id.record.withSpan { key throws(LMDBError) in
                try engine.get(key, in: records) { value in
                    value.withUnsafeBytes { bytes in
                        Swift.Result { () throws(StoreError) in try body(LentRecord(id: id, bytes: bytes)) }
                    }
                }
            }
        }
        return try outcome?.get()
    }

    func contains<E: Entity>(_ id: ID<E>) throws(StoreError) -> Bool {
        let records = try storage.collection(of: E.self).records
        return try translating { () throws(LMDBError) in
            try id.record.withSpan { key throws(LMDBError) in try engine.contains(key, in: records) }
        }
    }

    /// How many entities a query wants; no more than `bound`, where counting stops.
    func count<E: Entity>(of query: Query<E>?, upTo bound: Int) throws(StoreError) -> Int {
        let collection = try storage.collection(of: E.self)
        guard let query else {
            return min(bound, try translating { () throws(LMDBError) in try engine.count(of: collection.records) })
        }
        if let match = query.matches.first, query.matches.count == 1 {
            return min(bound, try postingCount(of: match, in: collection))
        }
        var join = try join(query, order: .oldest, from: Order.oldest.start, budget: .max)
        var count = 0
        while count < bound, case .found = try join.next() { count += 1 }
        return count
    }

    private func postingCount(of match: Match, in collection: OpenCollection) throws(StoreError) -> Int {
        let index = try readableIndex(match.index, of: collection)
        guard (1...maximumIndexKeyByteCount).contains(match.key.count) else { return 0 }
        return try translating { () throws(LMDBError) in
            try engine.cursor(in: index.postings) { cursor throws(LMDBError) in
                try cursor.seek(match.key) ? cursor.countOfValues() : 0
            }
        }
    }

    /// The index of that name, if its postings are whole in this snapshot.
    func readableIndex(_ name: String, of collection: OpenCollection) throws(StoreError) -> OpenIndex {
        let index = try collection.index(named: name)
        try storage.requireComplete(index, in: engine)
        return index
    }
}
