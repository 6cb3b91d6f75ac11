/// What reads: a ``ReadTransaction`` or a ``WriteTransaction``. It sees one snapshot, its own changes included.
///
/// Bytes are lent as spans over the pages of the map: no copy is made, and the compiler sees to it that a span does not
/// outlive its closure. While something is lent by a write transaction, that transaction refuses changes
/// (``LMDBError/Kind/pagesLent``).
///
/// Each method that takes a closure comes twice: for closures that throw nothing or `LMDBError`, and for all others.
public protocol Transaction: ~Copyable {
    /// The inside, for this module only.
    var handle: TransactionHandle { get }
}

extension Transaction where Self: ~Copyable {
    /// Lends the value of `key`. `nil` if there is none.
    @inlinable
    public func get<Result>(
        _ key: RawSpan, in database: Database, _ body: (RawSpan) throws(LMDBError) -> Result
    ) throws(LMDBError) -> Result? {
        guard let value = try handle.value(of: key, in: database) else { return nil }
        handle.state.pointee.lends += 1
        defer { handle.state.pointee.lends -= 1 }
        return try body(value.bytes)
    }

    /// Lends the value of `key`. `nil` if there is none.
    @inlinable
    public func get<Result>(
        _ key: RawSpan, in database: Database, _ body: (RawSpan) throws -> Result
    ) throws -> Result? {
        guard let value = try handle.value(of: key, in: database) else { return nil }
        handle.state.pointee.lends += 1
        defer { handle.state.pointee.lends -= 1 }
        return try body(value.bytes)
    }

    /// A copy of the value of `key`. `nil` if there is none.
    public func get(_ key: [UInt8], in database: Database) throws(LMDBError) -> [UInt8]? {
        try handle.value(of: key.span.bytes, in: database).map { [UInt8]($0) }
    }

    /// Whether `key` has a value.
    public func contains(_ key: RawSpan, in database: Database) throws(LMDBError) -> Bool {
        try handle.value(of: key, in: database) != nil
    }

    /// Whether `key` has a value.
    public func contains(_ key: [UInt8], in database: Database) throws(LMDBError) -> Bool {
        try contains(key.span.bytes, in: database)
    }

    /// How many keys there are. Costs no walk.
    public func count(of database: Database) throws(LMDBError) -> Int {
        try handle.count(of: database.raw, of: database.environment)
    }

    /// How many pairs of key and value there are. Costs no walk.
    public func count(of database: MultiDatabase) throws(LMDBError) -> Int {
        try handle.count(of: database.raw, of: database.environment)
    }

    /// The number of the snapshot: of the last transaction that was committed before this one began; for a write
    /// transaction its own.
    public var identifier: Int { handle.identifier }
}
