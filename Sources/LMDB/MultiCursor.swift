internal import CLMDB

/// A place among the pairs of a ``MultiDatabase``, lent to a closure by a transaction's `cursor(in:_:)`.
///
/// Each move returns whether there is something where it went. False is the end (`MDB_NOTFOUND`) and nothing else:
/// every other code is thrown. After false the cursor stands nowhere: steps throw
/// ``LMDBError/Kind/cursorNotPositioned`` until a seek, ``first()`` or ``last()`` finds something.
public struct MultiCursor: ~Copyable {
    private var state: CursorState
    private let valueSize: Int

    /// Opens a cursor, which must be closed before the transaction changes anything or ends. Outside this module only
    /// a join of several cursors needs that; all else borrows one from the transaction.
    @usableFromInline
    package init(on database: MultiDatabase, in handle: TransactionHandle) throws(LMDBError) {
        state = try CursorState(on: database.raw, of: database.environment, in: handle)
        valueSize = database.valueSize
    }

    // MARK: Pairs

    /// Moves to the first value of the first key.
    public mutating func first() throws(LMDBError) -> Bool { try state.move(MDB_FIRST) }

    /// Moves to the last value of the last key.
    public mutating func last() throws(LMDBError) -> Bool { try state.move(MDB_LAST) }

    /// Moves to the next value of this key, or to the first of the next key.
    public mutating func next() throws(LMDBError) -> Bool { try state.step(MDB_NEXT) }

    /// Moves to the value before of this key, or to the last of the key before.
    public mutating func previous() throws(LMDBError) -> Bool { try state.step(MDB_PREV) }

    // MARK: Keys

    /// Moves to the first value of `key`.
    public mutating func seek(_ key: RawSpan) throws(LMDBError) -> Bool { try state.seek(key) }

    /// Moves to the first value of `key`, or of the first key after it. An empty one is before all.
    public mutating func seek(atLeast key: RawSpan) throws(LMDBError) -> Bool { try state.seek(atLeast: key) }

    /// Moves to the first value of the next key.
    public mutating func nextKey() throws(LMDBError) -> Bool { try state.step(MDB_NEXT_NODUP) }

    /// Moves to the last value of the key before.
    public mutating func previousKey() throws(LMDBError) -> Bool { try state.step(MDB_PREV_NODUP) }

    /// Moves to the first value of `key`.
    public mutating func seek(_ key: [UInt8]) throws(LMDBError) -> Bool { try seek(key.span.bytes) }

    /// Moves to the first value of `key`, or of the first key after it. An empty one is before all.
    public mutating func seek(atLeast key: [UInt8]) throws(LMDBError) -> Bool { try seek(atLeast: key.span.bytes) }

    // MARK: Values of this key

    /// Moves to the first value of this key.
    public mutating func firstValue() throws(LMDBError) -> Bool { try state.step(MDB_FIRST_DUP) }

    /// Moves to the last value of this key.
    public mutating func lastValue() throws(LMDBError) -> Bool { try state.step(MDB_LAST_DUP) }

    /// Moves to the next value of this key.
    public mutating func nextValue() throws(LMDBError) -> Bool { try state.step(MDB_NEXT_DUP) }

    /// Moves to the value before of this key.
    public mutating func previousValue() throws(LMDBError) -> Bool { try state.step(MDB_PREV_DUP) }

    /// Moves to the first value of this key that is not less than `value`.
    public mutating func seekValue(atLeast value: RawSpan) throws(LMDBError) -> Bool {
        try check(value)
        return try state.seekValue(value, MDB_GET_BOTH_RANGE)
    }

    /// Moves to the last value of this key that is not greater than `value`.
    public mutating func seekValue(atMost value: RawSpan) throws(LMDBError) -> Bool {
        try check(value)
        return try state.seekValue(atMost: value)
    }

    /// Moves to the first value of this key that is not less than `value`.
    public mutating func seekValue(atLeast value: [UInt8]) throws(LMDBError) -> Bool {
        try seekValue(atLeast: value.span.bytes)
    }

    /// Moves to the last value of this key that is not greater than `value`.
    public mutating func seekValue(atMost value: [UInt8]) throws(LMDBError) -> Bool {
        try seekValue(atMost: value.span.bytes)
    }

    /// How many values this key has. Costs no walk.
    public func countOfValues() throws(LMDBError) -> Int { try state.countOfValues() }

    private func check(_ value: RawSpan) throws(LMDBError) {
        guard value.byteCount == valueSize else { throw LMDBError(.badValueSize, during: .moveCursor) }
    }

    /// Lends this value and those after it, or before it, of this key, those of one page at once, until `body` returns
    /// false: then it stands on some value of the key. The values of a page come in their order whichever way it goes.
    ///
    /// - Returns: Whether `body` returned false. If not, the values have ended and the cursor stands nowhere.
    public mutating func walkRuns(
        backwards: Bool = false, while body: (_ values: RawSpan) -> Bool
    ) throws(LMDBError) -> Bool {
        while true {
            let run = try state.run(backwards: backwards)
            guard body(run.bytes) else { return true }
            let hasMore = try backwards ? state.move(before: run, of: valueSize) : state.move(MDB_NEXT_DUP)
            guard hasMore else { return false }
        }
    }

    // MARK: Looking

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

    /// Lends this value and those after it that lie on the same page, one after the other, and moves to the last of
    /// them: ``nextValue()`` goes on from there.
    @inlinable
    public mutating func withRun<Result>(
        _ body: (_ values: RawSpan) throws(LMDBError) -> Result
    ) throws(LMDBError) -> Result {
        try body(run().bytes)
    }

    /// Lends this value and those after it that lie on the same page, one after the other, and moves to the last of
    /// them: ``nextValue()`` goes on from there.
    @inlinable
    public mutating func withRun<Result>(_ body: (_ values: RawSpan) throws -> Result) throws -> Result {
        try body(run().bytes)
    }

    @usableFromInline
    package mutating func close() { state.close() }

    @usableFromInline
    func current() throws(LMDBError) -> (key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
        try state.checkPosition()
        return (state.key, state.value)
    }

    @usableFromInline
    mutating func run() throws(LMDBError) -> UnsafeRawBufferPointer { try state.run() }
}
