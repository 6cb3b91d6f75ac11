internal import CLMDB

/// LMDB's cursor and what it stands on. Both kinds of cursor are made of it.
struct CursorState: ~Copyable {
    private let raw: OpaquePointer
    private let handle: TransactionHandle
    private let environment: UInt32
    private var keyValue = MDB_val()
    private var valueValue = MDB_val()
    private(set) var isPositioned = false

    init(on database: UInt32, of environment: UInt32, in handle: TransactionHandle) throws(LMDBError) {
        try handle.check(environment, during: .openCursor)
        var raw: OpaquePointer?
        try handle.check(mdb_cursor_open(handle.raw, database, &raw), during: .openCursor)
        guard let raw else { throw LMDBError(.other, during: .openCursor) }
        self.raw = raw
        self.handle = handle
        self.environment = environment
        handle.state.pointee.lends += 1
    }

    /// Ends the lend. No `deinit`: the compiler (6.3.1) can't inline what destroys it.
    func close() {
        handle.state.pointee.lends -= 1
        mdb_cursor_close(raw)
    }

    /// The key that the cursor stands on.
    var key: UnsafeRawBufferPointer { UnsafeRawBufferPointer(keyValue) }
    /// The value that the cursor stands on.
    var value: UnsafeRawBufferPointer { UnsafeRawBufferPointer(valueValue) }

    func checkPosition() throws(LMDBError) {
        guard isPositioned else { throw LMDBError(.cursorNotPositioned, during: .moveCursor) }
    }

    /// Moves. False, and nowhere, where LMDB says that there is nothing; any other code is an error, not the end.
    mutating func move(_ operation: MDB_cursor_op) throws(LMDBError) -> Bool {
        try handle.check(environment, during: .moveCursor)
        let code = mdb_cursor_get(raw, &keyValue, &valueValue, operation)
        isPositioned = code == MDB_SUCCESS
        if code == MDB_NOTFOUND { return false }
        try handle.check(code, during: .moveCursor)
        return true
    }

    /// Moves from where it stands.
    mutating func step(_ operation: MDB_cursor_op) throws(LMDBError) -> Bool {
        try checkPosition()
        return try move(operation)
    }

    /// Moves to a key, exactly or at the least. LMDB answers with the key of the page, so that ours is not kept.
    mutating func seek(_ key: RawSpan, _ operation: MDB_cursor_op) throws(LMDBError) -> Bool {
        try key.withUnsafeBytes { (key) throws(LMDBError) in
            keyValue = MDB_val(key)
            return try move(operation)
        }
    }

    /// Moves among the values of the key that it stands on.
    mutating func seekValue(_ value: RawSpan, _ operation: MDB_cursor_op) throws(LMDBError) -> Bool {
        try checkPosition()
        return try value.withUnsafeBytes { (value) throws(LMDBError) in
            valueValue = MDB_val(value)
            return try move(operation)
        }
    }

    /// Moves to a key. LMDB takes no empty one; nothing can be stored under it.
    mutating func seek(_ key: RawSpan) throws(LMDBError) -> Bool {
        isPositioned = false
        return key.byteCount == 0 ? false : try seek(key, MDB_SET_KEY)
    }

    /// Moves to a key or the first after it.
    mutating func seek(atLeast key: RawSpan) throws(LMDBError) -> Bool {
        key.byteCount == 0 ? try move(MDB_FIRST) : try seek(key, MDB_SET_RANGE)
    }

    /// Moves to the last value of the key that it stands on which is not greater than `value`.
    mutating func seekValue(atMost bound: RawSpan) throws(LMDBError) -> Bool {
        if try seekValue(bound, MDB_GET_BOTH_RANGE) {
            return bound.withUnsafeBytes({ $0.elementsEqual(value) }) ? true : try move(MDB_PREV_DUP)
        }
        // All are less. The failed move left LMDB's cursor on the key but on no value.
        guard try move(MDB_SET_KEY) else { return false }
        return try move(MDB_LAST_DUP)
    }

    /// The value that it stands on and those after it, or before it, on the same page; moves to the last of the page.
    mutating func run(backwards: Bool = false) throws(LMDBError) -> UnsafeRawBufferPointer {
        try checkPosition()
        let current = value
        guard try move(MDB_GET_MULTIPLE) else { return current }
        // LMDB leaves the answer alone for a key of one value, and at the last value; else it gives the whole page,
        // also what lies before. After a step from a key of many values to one of a single value, it gives the page
        // of the key before.
        let page = value
        guard let start = current.baseAddress, let first = page.baseAddress, first <= start, start < first + page.count
        else {
            valueValue = MDB_val(current)
            return current
        }
        let end = first + page.count
        valueValue = MDB_val(UnsafeRawBufferPointer(start: end - current.count, count: current.count))
        return backwards
            ? UnsafeRawBufferPointer(start: first, count: start - first + current.count)
            : UnsafeRawBufferPointer(start: start, count: end - start)
    }

    /// Moves to the value before those of a run that has just been taken, each of so many bytes.
    mutating func move(before run: UnsafeRawBufferPointer, of size: Int) throws(LMDBError) -> Bool {
        if run.baseAddress != value.baseAddress {
            let first = UnsafeRawBufferPointer(rebasing: run[..<size])
            guard try seekValue(first.bytes, MDB_GET_BOTH) else { return false }
        }
        return try move(MDB_PREV_DUP)
    }

    /// How many values the key has.
    func countOfValues() throws(LMDBError) -> Int {
        try checkPosition()
        try handle.check(environment, during: .count)
        var count = 0
        try handle.check(mdb_cursor_count(raw, &count), during: .count)
        return count
    }
}
