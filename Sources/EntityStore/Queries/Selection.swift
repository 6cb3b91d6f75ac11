/// What is wanted of a collection, and in which order: a query without the type of its entities, so that what answers
/// it is compiled once and not for each type.
struct Selection {
    let collection: OpenCollection
    /// All records where empty.
    let matches: [Match]
    let order: Order

    /// What a cursor of this query is bound to. The order of the matches does not matter.
    var fingerprint: UInt64 {
        var fingerprint = collection.fingerprint
        fingerprint.combine(order.rawValue)
        guard matches.count > 1 else {
            for match in matches { fingerprint.combine(match) }
            return fingerprint.value
        }
        for match in matches.sorted() { fingerprint.combine(match) }
        return fingerprint.value
    }

    /// Where to begin: at the cursor, if there is one and it is of this query.
    func start(after cursor: PageCursor?) throws(StoreError) -> RecordID {
        guard let cursor else { return order.start }
        guard let id = RecordID(bytes: try cursor.place(fingerprint: fingerprint)) else { throw .invalidCursor }
        return id
    }

    func cursor(at place: RecordID) -> PageCursor {
        place.withUnsafeBytes { PageCursor(place: $0, fingerprint: fingerprint) }
    }
}

extension Fingerprint {
    fileprivate mutating func combine(_ match: Match) {
        combine(part: match.index.utf8)
        combine(part: match.key)
    }
}
