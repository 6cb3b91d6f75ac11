import LMDB

extension Snapshot {
    /// Walks through what a query wants, in `order`, lending each record, until a bound is reached.
    ///
    /// - Returns: Where to go on; `nil` at the end.
    func walk<E: Entity>(
        _ query: Query<E>?, order: Order, bounds: PageBounds, after cursor: PageCursor?,
        _ visit: (borrowing LentRecord<E>) throws(StoreError) -> Void
    ) throws(StoreError) -> PageCursor? {
        let start = try start(of: query, order: order, after: cursor)
        var join = try join(query, order: order, from: start, budget: bounds.postings)
        let records = try AllRecords(storage.collection(of: E.self), by: order, of: engine)
        var count = 0
        var byteCount = 0
        while true {
            let place: RecordID
            switch try join.next() {
            case .end:
                return nil
            case .spent(let next):
                place = next
            case .found(let id):
                place = id
                guard count < bounds.items else { break }
                let fits = try records.withRecord(id) { bytes throws(StoreError) in
                    let record = try LentRecord<E>(id: ID(id), bytes: bytes)
                    byteCount += record.json.count
                    guard count == 0 || byteCount <= bounds.bytes else { return false }
                    try visit(record)
                    return true
                }
                guard let fits else { throw .dangling(E.collection, id) }
                guard !fits else {
                    count += 1
                    continue
                }
            }
            return PageCursor(place: place.bytes, fingerprint: Query.fingerprint(of: query, order: order))
        }
    }

    /// The ids that a query wants, in `order`, at most `limit` of them.
    func ids<E: Entity>(_ query: Query<E>?, order: Order, limit: Int) throws(StoreError) -> [ID<E>] {
        var join = try join(query, order: order, from: order.start, budget: .max)
        var ids: [ID<E>] = []
        while ids.count < limit, case .found(let id) = try join.next() { ids.append(ID(id)) }
        return ids
    }

    func join<E: Entity>(
        _ query: Query<E>?, order: Order, from start: RecordID, budget: Int
    ) throws(StoreError) -> LeapfrogJoin {
        let collection = try storage.collection(of: E.self)
        var lists: [any PostingList] = []
        if let query {
            for match in query.matches {
                let index = try readableIndex(match.index, of: collection)
                lists.append(try IndexPostings(match.key, in: index, by: order, of: engine))
            }
        } else {
            lists.append(try AllRecords(collection, by: order, of: engine))
        }
        return LeapfrogJoin(lists, order: order, from: start, budget: budget)
    }

    private func start<E: Entity>(
        of query: Query<E>?, order: Order, after cursor: PageCursor?
    ) throws(StoreError) -> RecordID {
        guard let cursor else { return order.start }
        let place = try cursor.place(fingerprint: Query.fingerprint(of: query, order: order))
        guard let id = RecordID(bytes: place) else { throw .invalidCursor }
        return id
    }
}

extension StoreError {
    /// An index leads to a record that is not there.
    static func dangling(_ collection: CollectionName, _ id: RecordID) -> StoreError {
        .corrupt("\(collection): an index leads to the record \(id), which is not there. Verify the store.")
    }
}
