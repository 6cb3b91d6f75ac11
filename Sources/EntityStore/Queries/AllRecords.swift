import LMDB

/// The ids of a whole collection, as one posting list; and, at any of its ids, the record.
///
/// It holds a cursor, so it must go before the transaction that it reads.
final class AllRecords: PostingList {
    private var cursor: Cursor
    private let order: Order
    private var hasBegun = false

    init(_ collection: OpenCollection, by order: Order, of engine: EngineReader) throws(StoreError) {
        self.order = order
        do throws(LMDBError) {
            cursor = try Cursor(on: collection.records, in: engine.handle)
        } catch {
            throw StoreError(error)
        }
    }

    deinit { cursor.close() }

    func seek(_ place: RecordID) throws(StoreError) -> RecordID? {
        let isFound = try translating { () throws(LMDBError) in try move(to: place) }
        guard isFound else { return nil }
        let id = try translating { () throws(LMDBError) in try cursor.withCurrent { key, _ in RecordID(key) } }
        guard let id else { throw .corrupt("A record has a key that is no id. Verify the store.") }
        return id
    }

    /// Moves to the next record, whatever its key is; to the first where the cursor stands nowhere yet.
    ///
    /// - Returns: Its key; `nil` at the end.
    func nextKey() throws(StoreError) -> [UInt8]? {
        try translating { () throws(LMDBError) in
            guard try hasBegun ? cursor.next() : cursor.first() else { return nil }
            hasBegun = true
            return try cursor.withCurrent { key, _ in key.withUnsafeBytes { [UInt8]($0) } }
        }
    }

    /// Lends the record with this id; `nil` where there is none.
    func withRecord<Result>(
        _ id: RecordID, _ body: (UnsafeRawBufferPointer) throws(StoreError) -> Result
    ) throws(StoreError) -> Result? {
        let isFound = try translating { () throws(LMDBError) in
            try id.withSpan { key throws(LMDBError) in try cursor.seek(key) }
        }
        guard isFound else { return nil }
        let outcome = try translating { () throws(LMDBError) in
            try cursor.withCurrent { _, value in
                value.withUnsafeBytes { bytes in
                    Swift.Result { () throws(StoreError) in try body(bytes) }
                }
            }
        }
        return try outcome.get()
    }

    private func move(to place: RecordID) throws(LMDBError) -> Bool {
        let isFound = try place.withSpan { key throws(LMDBError) in try cursor.seek(atLeast: key) }
        guard order == .newest else { return isFound }
        guard isFound else { return try cursor.last() }
        if try cursor.withCurrent({ key, _ in RecordID(key) == place }) { return true }
        return try cursor.previous()
    }
}
