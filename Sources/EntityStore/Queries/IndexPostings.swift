import LMDB

/// What is listed under one key of an index.
///
/// It holds a cursor, so it must go before the transaction that it reads.
final class IndexPostings: PostingList {
    private var cursor: MultiCursor
    private let order: Order
    private var current: RecordID?
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

    private func move(to place: RecordID) throws(LMDBError) -> Bool {
        // Mostly the next posting is the one, and a step costs less than a search.
        if let current {
            if order.reaches(place, noLaterThan: current) { return true }
            guard try step() else { return false }
            try note()
            if let next = self.current, order.reaches(place, noLaterThan: next) { return true }
        }
        guard try search(place) else { return false }
        try note()
        return true
    }

    private func step() throws(LMDBError) -> Bool {
        switch order {
        case .oldest: try cursor.nextValue()
        case .newest: try cursor.previousValue()
        }
    }

    private func search(_ place: RecordID) throws(LMDBError) -> Bool {
        try place.withSpan { bytes throws(LMDBError) in
            switch order {
            case .oldest: try cursor.seekValue(atLeast: bytes)
            case .newest: try cursor.seekValue(atMost: bytes)
            }
        }
    }

    private func note() throws(LMDBError) {
        current = try cursor.withCurrent { _, value in RecordID(value) }
    }
}
