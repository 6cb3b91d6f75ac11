import GRDBSQLite

/// A prepared statement, which is used again and again. What is bound must stay until the statement is reset.
struct Statement {
    private let raw: OpaquePointer

    init(_ raw: OpaquePointer) { self.raw = raw }

    func finalize() { sqlite3_finalize(raw) }
    func reset() { sqlite3_reset(raw) }

    func bind(blob: UnsafeRawPointer, count: Int, at place: Int32) {
        sqlite3_bind_blob(raw, place, blob, Int32(count), nil)
    }

    func bind(text: UnsafeRawPointer, count: Int, at place: Int32) {
        sqlite3_bind_text(raw, place, text.assumingMemoryBound(to: CChar.self), Int32(count), nil)
    }

    func bind(integer: Int, at place: Int32) { sqlite3_bind_int64(raw, place, Int64(integer)) }

    /// Goes on to the next row. False at the end.
    func step() throws -> Bool {
        switch sqlite3_step(raw) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        case let code: throw BenchmarkError("SQLite: \(String(cString: sqlite3_errstr(code)))")
        }
    }

    /// The first column of the row, as long as the statement stands on it.
    var blob: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: sqlite3_column_blob(raw, 0), count: Int(sqlite3_column_bytes(raw, 0)))
    }

    /// A later column, as it lies.
    func text(at column: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: sqlite3_column_text(raw, column), count: Int(sqlite3_column_bytes(raw, column)))
    }

    var integer: Int { Int(sqlite3_column_int64(raw, 0)) }
}
