import LMDB

/// A place among the entries of an index.
///
/// It must go before the transaction that it reads.
final class EntryCursor {
    let index: OpenIndex
    private var cursor: MultiCursor
    private var hasBegun = false

    init(on index: OpenIndex, of engine: EngineReader) throws(StoreError) {
        self.index = index
        do throws(LMDBError) {
            cursor = try MultiCursor(on: index.postings, in: engine.handle)
        } catch {
            throw StoreError(error)
        }
    }

    deinit { cursor.close() }

    /// Whether the index lists `id` under `key`.
    func contains(_ id: RecordID, under key: [UInt8]) throws(StoreError) -> Bool {
        try translating { () throws(LMDBError) in
            guard try cursor.seek(key) else { return false }
            guard try id.withSpan({ posting throws(LMDBError) in try cursor.seekValue(atLeast: posting) }) else {
                return false
            }
            return try cursor.withCurrent { _, value in RecordID(value) == id }
        }
    }

    /// Moves to the first entry, or to the first of the next key. False at the end.
    func nextKey() throws(StoreError) -> Bool {
        try translating { () throws(LMDBError) in
            guard hasBegun else {
                hasBegun = true
                return try cursor.first()
            }
            return try cursor.nextKey()
        }
    }

    /// Lends the entries of this key, a page of them at a time; afterwards the cursor stands on the last of them.
    func forEachOfKey(_ body: (VerifyProblem.Entry) throws(StoreError) -> Void) throws(StoreError) {
        let key = try translating { () throws(LMDBError) in
            try cursor.withCurrent { key, _ in key.withUnsafeBytes { [UInt8]($0) } }
        }
        repeat {
            let ids = try translating { () throws(LMDBError) in
                try cursor.withRun { run in run.withUnsafeBytes { Self.ids(in: $0) } }
            }
            for id in ids {
                try body(VerifyProblem.Entry(collection: index.collection, index: index.name, key: key, id: id))
            }
        } while try translating { () throws(LMDBError) in try cursor.nextValue() }
        // The end of the key's values leaves the cursor nowhere.
        _ = try translating { () throws(LMDBError) in try cursor.seek(key) }
    }

    /// How many entries this key is said to have.
    func countOfKey() throws(StoreError) -> Int {
        try translating { () throws(LMDBError) in try cursor.countOfValues() }
    }

    private static func ids(in run: UnsafeRawBufferPointer) -> [RecordID] {
        stride(from: 0, to: run.count, by: RecordID.byteCount).compactMap { start in
            RecordID(bytes: run[start..<min(start + RecordID.byteCount, run.count)])
        }
    }
}
