extension StoreTransaction where Self: ~Copyable {
    /// One page of what `query` wants, decoded.
    ///
    /// A page looks at no more than 10,000 postings. One that has spent them ends early, perhaps with no items, and
    /// has a `next`. A page is stable while others write: an entity that is there throughout a walk through all pages
    /// is met exactly once.
    ///
    /// - Parameters:
    ///   - query: What is wanted; the whole collection where `nil`.
    ///   - limit: How many entities the page lists at most; at least 1.
    ///   - maximumBytes: How many bytes of stored JSON it lists at most, but for the first entity.
    ///   - cursor: `next` of the page before, for the same query and order.
    /// - Throws: `.invalidCursor`, `.indexBuilding`, `.undecodable`.
    public func page<E: Entity>(
        of type: E.Type = E.self, where query: Query<E>? = nil, order: Order = .newest, limit: Int,
        maximumBytes: Int = .max, after cursor: PageCursor? = nil
    ) throws(StoreError) -> Page<E> {
        var items: [E] = []
        let bounds = PageBounds(items: limit, bytes: maximumBytes)
        let snapshot = snapshot
        let selection = try snapshot.selection(query, by: order)
        let next = try snapshot.walk(selection, bounds: bounds, after: cursor) { id, record throws(StoreError) in
            items.append(try E.decode(record, id: id))
        }
        return Page(items: items, next: next)
    }

    /// One page of what `query` wants, as stored. Otherwise as ``page(of:where:order:limit:maximumBytes:after:)``.
    public func storedPage<E: Entity>(
        of type: E.Type = E.self, where query: Query<E>? = nil, order: Order = .newest, limit: Int,
        maximumBytes: Int = .max, after cursor: PageCursor? = nil
    ) throws(StoreError) -> Page<Stored<E>> {
        var items: [Stored<E>] = []
        let bounds = PageBounds(items: limit, bytes: maximumBytes)
        let snapshot = snapshot
        let selection = try snapshot.selection(query, by: order)
        let next = try snapshot.walk(selection, bounds: bounds, after: cursor) { id, record in
            items.append(Stored(id: ID(id), record))
        }
        return Page(items: items, next: next)
    }

    /// One page of what `query` wants, each record lent in turn, none copied or decoded. Otherwise as
    /// ``page(of:where:order:limit:maximumBytes:after:)``.
    ///
    /// - Parameter visit: Is lent each record; it must not keep its bytes, change the store, or wait for anything.
    /// - Returns: Where the next page begins; `nil` at the end.
    public func page<E: Entity>(
        of type: E.Type = E.self, where query: Query<E>? = nil, order: Order = .newest, limit: Int,
        maximumBytes: Int = .max, after cursor: PageCursor? = nil, visit: (borrowing LentRecord<E>) -> Void
    ) throws(StoreError) -> PageCursor? {
        let bounds = PageBounds(items: limit, bytes: maximumBytes)
        let snapshot = snapshot
        let selection = try snapshot.selection(query, by: order)
        return try snapshot.walk(selection, bounds: bounds, after: cursor) { id, record in
            visit(LentRecord(id: id, bytes: record))
        }
    }

    /// One page of what `query` wants, lent as a whole: a few dozen bytes are kept of each record until `body` returns.
    /// Otherwise as ``page(of:where:order:limit:maximumBytes:after:)``.
    ///
    /// - Parameter body: Is lent the page; it must not keep its bytes, change the store, or wait for anything.
    /// - Returns: What `body` returned.
    public func withPage<E: Entity, Result>(
        of type: E.Type = E.self, where query: Query<E>? = nil, order: Order = .newest, limit: Int,
        maximumBytes: Int = .max, after cursor: PageCursor? = nil, _ body: (borrowing LentPage<E>) -> Result
    ) throws(StoreError) -> Result {
        let snapshot = snapshot
        let selection = try snapshot.selection(query, by: order)
        let page = try snapshot.collect(selection, bounds: PageBounds(items: limit, bytes: maximumBytes), after: cursor)
        return snapshot.lending { body(LentPage(page.records, byteCount: page.byteCount, next: page.next)) }
    }

    /// The newest of what `query` wants, decoded: the first page, in the words of a program that needs no other.
    public func page<E: Entity>(
        of type: E.Type = E.self, where query: Query<E>? = nil, newest limit: Int
    ) throws(StoreError) -> Page<E> {
        try page(of: type, where: query, order: .newest, limit: limit)
    }
}
