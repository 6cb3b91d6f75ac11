internal import CLMDB

/// A place among the keys of a ``Database``, lent to a closure by a transaction's `cursor(in:_:)`.
///
/// Each move returns whether there is something where it went. False is the end (`MDB_NOTFOUND`) and nothing else:
/// every other code is thrown. After false the cursor stands nowhere: steps throw
/// ``LMDBError/Kind/cursorNotPositioned`` until a seek, ``first()`` or ``last()`` finds something.
public struct Cursor: ~Copyable {
    private var state: CursorState

    /// Opens a cursor, which must be closed before the transaction changes anything or ends. Outside this module only
    /// a join of several cursors needs that; all else borrows one from the transaction.
    @usableFromInline
    package init(on database: Database, in handle: TransactionHandle) throws(LMDBError) {
        state = try CursorState(on: database.raw, of: database.environment, in: handle)
    }

    /// Moves to the first key.
    public mutating func first() throws(LMDBError) -> Bool { try state.move(MDB_FIRST) }

    /// Moves to the last key.
    public mutating func last() throws(LMDBError) -> Bool { try state.move(MDB_LAST) }

    /// Moves to the next key.
    public mutating func next() throws(LMDBError) -> Bool { try state.step(MDB_NEXT) }

    /// Moves to the key before.
    public mutating func previous() throws(LMDBError) -> Bool { try state.step(MDB_PREV) }

    /// Moves to `key`.
    public mutating func seek(_ key: RawSpan) throws(LMDBError) -> Bool { try state.seek(key) }

    /// Moves to `key`, or to the first key after it. An empty one is before all.
    public mutating func seek(atLeast key: RawSpan) throws(LMDBError) -> Bool { try state.seek(atLeast: key) }

    /// Moves to `key`.
    public mutating func seek(_ key: [UInt8]) throws(LMDBError) -> Bool { try seek(key.span.bytes) }

    /// Moves to `key`, or to the first key after it. An empty one is before all.
    public mutating func seek(atLeast key: [UInt8]) throws(LMDBError) -> Bool { try seek(atLeast: key.span.bytes) }

    /// Moves to `key`, and returns its value, whose bytes may be read until the cursor is closed: meanwhile its
    /// transaction takes no change. `nil` where there is no such key.
    package mutating func unsafeValue(of key: RawSpan) throws(LMDBError) -> UnsafeRawBufferPointer? {
        try state.seek(key) ? state.value : nil
    }

    /// Lends the key and value where it stands.
    @inlinable
    public func withCurrent<Result>(
        _ body: (_ key: RawSpan, _ value: RawSpan) throws(LMDBError) -> Result
    ) throws(LMDBError) -> Result {
        let current = try current()
        return try body(current.key.bytes, current.value.bytes)
    }

    /// Lends the key and value where it stands.
    @inlinable
    public func withCurrent<Result>(
        _ body: (_ key: RawSpan, _ value: RawSpan) throws -> Result
    ) throws -> Result {
        let current = try current()
        return try body(current.key.bytes, current.value.bytes)
    }

    @usableFromInline
    package mutating func close() { state.close() }

    @usableFromInline
    func current() throws(LMDBError) -> (key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
        try state.checkPosition()
        return (state.key, state.value)
    }
}
