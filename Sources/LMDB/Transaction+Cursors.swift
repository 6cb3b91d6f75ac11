extension Transaction where Self: ~Copyable {
    /// Lends a cursor on a database. It stands nowhere at first.
    @inlinable
    public func cursor<Result>(
        in database: Database, _ body: (inout Cursor) throws(LMDBError) -> Result
    ) throws(LMDBError) -> Result {
        var cursor = try Cursor(on: database, in: handle)
        defer { cursor.close() }
        return try body(&cursor)
    }

    /// Lends a cursor on a database. It stands nowhere at first.
    @inlinable
    public func cursor<Result>(
        in database: Database, _ body: (inout Cursor) throws -> Result
    ) throws -> Result {
        var cursor = try Cursor(on: database, in: handle)
        defer { cursor.close() }
        return try body(&cursor)
    }

    /// Lends a cursor on a database. It stands nowhere at first.
    @inlinable
    public func cursor<Result>(
        in database: MultiDatabase, _ body: (inout MultiCursor) throws(LMDBError) -> Result
    ) throws(LMDBError) -> Result {
        var cursor = try MultiCursor(on: database, in: handle)
        defer { cursor.close() }
        return try body(&cursor)
    }

    /// Lends a cursor on a database. It stands nowhere at first.
    @inlinable
    public func cursor<Result>(
        in database: MultiDatabase, _ body: (inout MultiCursor) throws -> Result
    ) throws -> Result {
        var cursor = try MultiCursor(on: database, in: handle)
        defer { cursor.close() }
        return try body(&cursor)
    }
}
