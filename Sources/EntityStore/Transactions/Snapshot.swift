import LMDB

/// The state of the store that a transaction sees: what ``StoreTransaction`` reads from.
///
/// It has nothing to offer outside this module, and must not be kept: it is valid while its transaction runs.
public struct Snapshot {
    let engine: EngineReader
    let storage: Storage
    /// What the running write has done, where this is the snapshot of one; `nil` where it is what one commit has left.
    let progress: WriteProgress?

    /// Whether it is what one commit has left, and nothing that a running transaction has changed.
    var isCommitted: Bool { progress == nil }
}

extension Snapshot {
    /// Lends the record of `id`; `nil` where there is none. Meanwhile the transaction takes no change.
    func withRecord<E: Entity, Result>(
        _ id: ID<E>, _ body: (borrowing LentRecord<E>) throws(StoreError) -> Result
    ) throws(StoreError) -> Result? {
        guard let record = try record(id.record, in: storage.collection(of: E.self)) else { return nil }
        return try lending { () throws(StoreError) in try body(LentRecord(id: id.record, bytes: record)) }
    }

    /// Runs `body` with bytes of records. Meanwhile the transaction takes no change.
    func lending<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        progress?.lends += 1
        defer { progress?.lends -= 1 }
        return try body()
    }

    /// The bytes of the record of `id`, until the transaction changes something or ends; `nil` where there is none.
    func record(_ id: RecordID, in collection: OpenCollection) throws(StoreError) -> RecordBytes? {
        let bytes = try translating { () throws(LMDBError) in
            try id.withSpan { key throws(LMDBError) in
                try engine.get(key, in: collection.records) { value in value.withUnsafeBytes { $0 } }
            }
        }
        guard let bytes else { return nil }
        return try RecordBytes(bytes, of: id, in: collection)
    }

    func contains(_ id: RecordID, in collection: OpenCollection) throws(StoreError) -> Bool {
        try translating { () throws(LMDBError) in
            try id.withSpan { key throws(LMDBError) in try engine.contains(key, in: collection.records) }
        }
    }

    func selection<E: Entity>(_ query: Query<E>?, by order: Order) throws(StoreError) -> Selection {
        Selection(collection: try storage.collection(of: E.self), matches: query?.matches ?? [], order: order)
    }

    /// The index of that name, if its postings are whole in this snapshot.
    func readableIndex(_ name: String, of collection: OpenCollection) throws(StoreError) -> OpenIndex {
        let index = try collection.index(named: name)
        try storage.requireComplete(index, in: self)
        return index
    }
}
