import LMDB

extension Snapshot {
    /// Walks through what is selected, giving each record to `visit`, until a bound is reached.
    ///
    /// - Returns: Where to go on; `nil` at the end.
    func walk(
        _ selection: Selection, bounds: PageBounds, after cursor: PageCursor?,
        _ visit: (RecordID, RecordBytes) throws(StoreError) -> Void
    ) throws(StoreError) -> PageCursor? {
        var join = try join(selection, from: selection.start(after: cursor), budget: bounds.postings)
        let collection = selection.collection
        // One cursor for all: where a record lies on the page of the one before, it need not search again from the root.
        var records = try translating { () throws(LMDBError) in
            try Cursor(on: collection.records, in: engine.handle)
        }
        defer { records.close() }
        var ids: [RecordID] = []
        ids.reserveCapacity(min(bounds.items, Self.idsAtOnce) + 1)
        var count = 0
        var byteCount = 0
        while true {
            ids.removeAll(keepingCapacity: true)
            // One more than fits tells where the next page begins.
            let rest = try join.take(min(bounds.items - count, Self.idsAtOnce) + 1, into: &ids)
            for id in ids {
                guard count < bounds.items else { return selection.cursor(at: id) }
                // The cursors of the join lend pages, so that `visit` can't change anything under the record.
                guard let record = try records.record(id, of: collection) else {
                    throw .dangling(collection.name, id)
                }
                byteCount += record.json.count
                guard count == 0 || byteCount <= bounds.bytes else { return selection.cursor(at: id) }
                try visit(id, record)
                count += 1
            }
            switch rest {
            case .unknown: continue
            case .unseen(let place): return selection.cursor(at: place)
            case .nothing: return nil
            }
        }
    }

    /// The records of one page, whose bytes may be read until the transaction changes something or ends.
    func collect(
        _ selection: Selection, bounds: PageBounds, after cursor: PageCursor?
    ) throws(StoreError) -> (records: [(id: RecordID, bytes: RecordBytes)], byteCount: Int, next: PageCursor?) {
        var records: [(id: RecordID, bytes: RecordBytes)] = []
        records.reserveCapacity(min(bounds.items, Self.idsAtOnce))
        var byteCount = 0
        let next = try walk(selection, bounds: bounds, after: cursor) { id, record in
            records.append((id, record))
            byteCount += record.json.count
        }
        return (records, byteCount, next)
    }

    /// How many ids a walk looks up before it looks at their records.
    private static let idsAtOnce = 127

    /// The ids of what is selected, at most `limit` of them.
    func ids(_ selection: Selection, limit: Int) throws(StoreError) -> [RecordID] {
        var join = try join(selection, from: selection.order.start, budget: .max)
        var ids: [RecordID] = []
        _ = try join.take(limit, into: &ids)
        return ids
    }

    /// How much is selected; no more than `bound`, where counting stops.
    func count(_ selection: Selection, upTo bound: Int) throws(StoreError) -> Int {
        if selection.matches.isEmpty {
            return min(
                bound, try translating { () throws(LMDBError) in try engine.count(of: selection.collection.records) })
        }
        if selection.matches.count == 1 {
            return min(bound, try postingCount(of: selection.matches[0], in: selection.collection))
        }
        var join = try join(selection, from: selection.order.start, budget: .max)
        var count = 0
        var ids: [RecordID] = []
        repeat {
            ids.removeAll(keepingCapacity: true)
            _ = try join.take(min(bound - count, Self.idsAtOnce), into: &ids)
            count += ids.count
        } while !ids.isEmpty
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

    private func join(
        _ selection: Selection, from start: RecordID, budget: Int
    ) throws(StoreError) -> LeapfrogJoin {
        guard let match = selection.matches.first else {
            let all = try AllRecords(selection.collection, by: selection.order, of: engine)
            return LeapfrogJoin(all, order: selection.order, from: start, budget: budget)
        }
        let first = try postings(of: match, in: selection)
        var others: [any PostingList] = []
        for match in selection.matches.dropFirst() { others.append(try postings(of: match, in: selection)) }
        return LeapfrogJoin(first, others, order: selection.order, from: start, budget: budget)
    }

    private func postings(of match: Match, in selection: Selection) throws(StoreError) -> IndexPostings {
        let index = try readableIndex(match.index, of: selection.collection)
        return try IndexPostings(match.key, in: index, by: selection.order, of: engine)
    }
}

extension StoreError {
    /// An index leads to a record that is not there.
    static func dangling(_ collection: CollectionName, _ id: RecordID) -> StoreError {
        .corrupt("\(collection): an index leads to the record \(id), which is not there. Verify the store.")
    }
}
