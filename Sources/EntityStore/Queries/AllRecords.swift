import LMDB

/// The ids of a whole collection, as one posting list; and, at any of its ids, the record.
///
/// It holds a cursor, so it must go before the transaction that it reads.
final class AllRecords: PostingList {
    /// Only the methods below use it, one at a time, so that nothing has to watch over that at each step.
    @exclusivity(unchecked) private var cursor: Cursor
    private let collection: OpenCollection
    private let order: Order
    private var hasBegun = false

    init(_ collection: OpenCollection, by order: Order, of engine: EngineReader) throws(StoreError) {
        self.collection = collection
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

    func take(_ count: Int, from place: RecordID, into ids: inout [RecordID]) throws(StoreError) {
        var place: RecordID? = place
        for _ in 0..<count {
            guard let next = place, let id = try seek(next) else { return }
            ids.append(id)
            place = order.place(past: id)
        }
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

    /// The bytes of the record with this id; `nil` where there is none.
    ///
    /// They may be read until this object goes: while it has a cursor, its transaction takes no change.
    func record(_ id: RecordID) throws(StoreError) -> RecordBytes? {
        try cursor.record(id, of: collection)
    }

    private func move(to place: RecordID) throws(LMDBError) -> Bool {
        let isFound = try place.withSpan { key throws(LMDBError) in try cursor.seek(atLeast: key) }
        guard order == .newest else { return isFound }
        guard isFound else { return try cursor.last() }
        if try cursor.withCurrent({ key, _ in RecordID(key) == place }) { return true }
        return try cursor.previous()
    }
}

extension Cursor {
    /// The bytes of the record with this id of the collection whose records this is a cursor on; `nil` where there is
    /// none. They may be read while the cursor is open: meanwhile its transaction takes no change.
    mutating func record(_ id: RecordID, of collection: OpenCollection) throws(StoreError) -> RecordBytes? {
        let bytes: UnsafeRawBufferPointer?
        do throws(LMDBError) {
            bytes = try id.withSpan { key throws(LMDBError) in try unsafeValue(of: key) }
        } catch {
            throw StoreError(error)
        }
        guard let bytes else { return nil }
        return try RecordBytes(bytes, of: id, in: collection)
    }
}
