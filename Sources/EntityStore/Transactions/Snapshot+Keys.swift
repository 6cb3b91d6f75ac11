import LMDB

extension Snapshot {
    /// The keys of an index that begin with `prefix`, in their order, each with what is listed under it.
    func keys<E: Entity, Key>(
        of index: Index<E, Key>, prefix: [UInt8], limit: Int, after cursor: PageCursor?
    ) throws(StoreError) -> Page<IndexKeyCount<E>> {
        let fingerprint = Self.fingerprint(of: index, prefix: prefix)
        let start = try cursor.map { cursor throws(StoreError) in try cursor.place(fingerprint: fingerprint) }
        let postings = try readableIndex(index.name, of: storage.collection(of: E.self)).postings
        guard prefix.count <= maximumIndexKeyByteCount else { return Page(items: [], next: nil) }
        return try translating { () throws(LMDBError) in
            try engine.cursor(in: postings) { cursor throws(LMDBError) in
                var items: [IndexKeyCount<E>] = []
                var isPositioned = try cursor.seek(atLeast: start ?? prefix)
                while isPositioned {
                    let key = try cursor.withCurrent { key, _ in key.withUnsafeBytes { [UInt8]($0) } }
                    guard key.starts(with: prefix) else { break }
                    guard items.count < max(limit, 1) else {
                        let next = key.withUnsafeBytes { PageCursor(place: $0, fingerprint: fingerprint) }
                        return Page(items: items, next: next)
                    }
                    let count = try cursor.countOfValues()
                    guard try cursor.lastValue() else { break }
                    guard let newest = try cursor.withCurrent({ _, value in RecordID(value) }) else { break }
                    items.append(IndexKeyCount(key: key, count: count, newest: ID(newest)))
                    isPositioned = try cursor.nextKey()
                }
                return Page(items: items, next: nil)
            }
        }
    }

    private static func fingerprint<E, Key>(of index: Index<E, Key>, prefix: [UInt8]) -> UInt64 {
        var fingerprint = Fingerprint()
        fingerprint.combine(part: Array("keys".utf8))
        fingerprint.combine(part: Array(E.collection.description.utf8))
        fingerprint.combine(part: index.name.indexBytes)
        fingerprint.combine(part: prefix)
        return fingerprint.value
    }
}
