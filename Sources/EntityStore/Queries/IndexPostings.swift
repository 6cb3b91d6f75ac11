import LMDB

/// What is listed under one key of an index.
///
/// It holds a cursor, so it must go before the transaction that it reads.
final class IndexPostings: PostingList {
    /// Only the methods below use it, one at a time, so that nothing has to watch over that at each step.
    @exclusivity(unchecked) private var cursor: MultiCursor
    private let order: Order
    @exclusivity(unchecked) private var current: RecordID?
    private var hasEnded = false

    init(_ key: [UInt8], in index: OpenIndex, by order: Order, of engine: EngineReader) throws(StoreError) {
        self.order = order
        do throws(LMDBError) {
            cursor = try MultiCursor(on: index.postings, in: engine.handle)
        } catch {
            throw StoreError(error)
        }
        do throws(LMDBError) {
            // Nothing is listed under a key that no index takes.
            let isPossible = (1...maximumIndexKeyByteCount).contains(key.count)
            hasEnded = if isPossible { try !cursor.seek(key) } else { true }
        } catch {
            throw StoreError(error)
        }
    }

    deinit { cursor.close() }

    func seek(_ place: RecordID) throws(StoreError) -> RecordID? {
        guard !hasEnded else { return nil }
        do throws(LMDBError) {
            if try !move(to: place) {
                hasEnded = true
                current = nil
            }
            return current
        } catch {
            throw StoreError(error)
        }
    }

    func take(_ count: Int, from place: RecordID, into ids: inout [RecordID]) throws(StoreError) {
        guard count > 0, try seek(place) != nil else { return }
        do throws(LMDBError) {
            let order = order
            let end = ids.count + count
            hasEnded = try !cursor.walkRuns(backwards: order == .newest) { postings in
                postings.appendIDs(to: &ids, upTo: end, by: order)
                return ids.count < end
            }
        } catch {
            throw StoreError(error)
        }
        // Where among the postings of the last page the cursor stands is all the same: what comes next is searched for.
        current = nil
    }

    private func move(to place: RecordID) throws(LMDBError) -> Bool {
        // Mostly the next posting is the one, and a step costs less than a search.
        if let current {
            if order.reaches(place, noLaterThan: current) { return true }
            guard try step() else { return false }
            self.current = try position()
            if let next = self.current, order.reaches(place, noLaterThan: next) { return true }
        }
        guard try search(place) else { return false }
        current = try position()
        return true
    }

    private func step() throws(LMDBError) -> Bool {
        switch order {
        case .oldest: try cursor.nextValue()
        case .newest: try cursor.previousValue()
        }
    }

    private func search(_ place: RecordID) throws(LMDBError) -> Bool {
        if order == .newest, place == .greatest { return try cursor.lastValue() }
        return try place.withSpan { bytes throws(LMDBError) in
            switch order {
            case .oldest: try cursor.seekValue(atLeast: bytes)
            case .newest: try cursor.seekValue(atMost: bytes)
            }
        }
    }

    private func position() throws(LMDBError) -> RecordID? {
        try cursor.withCurrent { _, value in RecordID(value) }
    }
}

extension RawSpan {
    /// Appends the ids that these postings are, in `order`, until there are `end` of them.
    fileprivate func appendIDs(to ids: inout [RecordID], upTo end: Int, by order: Order) {
        withUnsafeBytes { postings in
            let size = RecordID.byteCount
            let count = min(postings.count / size, end - ids.count)
            var start = order == .newest ? postings.count - size : 0
            for _ in 0..<count {
                ids.append(
                    RecordID(
                        high: UInt64(bigEndian: postings.loadUnaligned(fromByteOffset: start, as: UInt64.self)),
                        low: UInt64(bigEndian: postings.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))))
                start += order == .newest ? -size : size
            }
        }
    }
}
