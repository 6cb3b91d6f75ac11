/// What can be read in a transaction, of either kind: a snapshot that no other transaction changes.
///
/// In a ``WriteTransaction`` a read sees what the transaction has written so far.
public protocol StoreTransaction: ~Copyable {
    /// What is read from. Of use to the store alone.
    var snapshot: Snapshot { get }
}

// MARK: By id

extension StoreTransaction where Self: ~Copyable {
    /// Decodes the entity with this id; `nil` where there is none.
    public func get<E: Entity>(_ id: ID<E>) throws(StoreError) -> E? {
        let snapshot = snapshot
        guard let record = try snapshot.record(id.record, in: snapshot.storage.collection(of: E.self)) else {
            return nil
        }
        let entity = try E.decode(record, id: id.record)
        snapshot.progress?.remember(entity)
        return entity
    }

    /// Copies the record with this id, decoding nothing; `nil` where there is none.
    public func stored<E: Entity>(_ id: ID<E>) throws(StoreError) -> Stored<E>? {
        let snapshot = snapshot
        guard let record = try snapshot.record(id.record, in: snapshot.storage.collection(of: E.self)) else {
            return nil
        }
        return Stored(id: id, record)
    }

    /// Decodes the entities with these ids: one result an id, in the order of the ids.
    public func getMany<E: Entity>(_ ids: [ID<E>]) throws(StoreError) -> [E?] {
        try ids.map { id throws(StoreError) in try get(id) }
    }

    /// Copies the records with these ids: one result an id, in the order of the ids.
    public func storedMany<E: Entity>(_ ids: [ID<E>]) throws(StoreError) -> [Stored<E>?] {
        try ids.map { id throws(StoreError) in try stored(id) }
    }

    /// Lends the record with this id, copying and decoding nothing.
    ///
    /// - Parameter body: Is given the record; it must not keep its bytes, change the store, or wait for anything.
    /// - Returns: What `body` returned; `nil` where there is no such record.
    public func withRecord<E: Entity, Result>(
        _ id: ID<E>, _ body: (borrowing LentRecord<E>) -> Result
    ) throws(StoreError) -> Result? {
        try snapshot.withRecord(id) { record in body(record) }
    }

    /// Whether there is a record with this id.
    public func contains<E: Entity>(_ id: ID<E>) throws(StoreError) -> Bool {
        let snapshot = snapshot
        return try snapshot.contains(id.record, in: snapshot.storage.collection(of: E.self))
    }
}

// MARK: By a query

extension StoreTransaction where Self: ~Copyable {
    /// Decodes the first entity, in `order`, that `query` wants; `nil` where there is none.
    public func first<E: Entity>(where query: Query<E>, order: Order = .oldest) throws(StoreError) -> E? {
        guard let id = try ids(where: query, order: order, limit: 1).first else { return nil }
        return try get(id)
    }

    /// Copies the first record, in `order`, that `query` wants; `nil` where there is none.
    public func firstStored<E: Entity>(
        where query: Query<E>, order: Order = .oldest
    ) throws(StoreError) -> Stored<E>? {
        guard let id = try ids(where: query, order: order, limit: 1).first else { return nil }
        return try stored(id)
    }

    /// The ids of what `query` wants, in `order`: all of them, or `limit`. Its cost has no other bound.
    public func ids<E: Entity>(
        of type: E.Type = E.self, where query: Query<E>? = nil, order: Order = .oldest, limit: Int = .max
    ) throws(StoreError) -> [ID<E>] {
        let snapshot = snapshot
        return try snapshot.ids(snapshot.selection(query, by: order), limit: limit).map { ID($0) }
    }

    /// How many entities `query` wants; how many the collection has where there is no query.
    ///
    /// For no query, or one of a single part, the count is kept and costs nothing. A query of several parts is joined
    /// until `bound` have been counted.
    public func count<E: Entity>(
        of type: E.Type = E.self, where query: Query<E>? = nil, upTo bound: Int = .max
    ) throws(StoreError) -> Int {
        let snapshot = snapshot
        return try snapshot.count(snapshot.selection(query, by: .oldest), upTo: bound)
    }

    /// The keys of `index` that begin with `prefix`, in the order of their bytes, with how many entities each lists
    /// and which is the newest.
    ///
    /// - Parameters:
    ///   - limit: How many keys the page has at most; at least 1.
    ///   - cursor: `next` of the page before, for the same index and prefix.
    /// - Throws: `.invalidCursor`, `.indexBuilding`.
    public func keys<E: Entity, Key>(
        of index: Index<E, Key>, prefix: [UInt8] = [], limit: Int, after cursor: PageCursor? = nil
    ) throws(StoreError) -> Page<IndexKeyCount<E>> {
        try snapshot.keys(of: index, prefix: prefix, limit: limit, after: cursor)
    }
}
