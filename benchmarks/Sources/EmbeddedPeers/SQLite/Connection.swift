import GRDBSQLite

/// A connection to SQLite through its C interface.
final class Connection {
    private let raw: OpaquePointer
    private(set) var statements: [Statement] = []

    init(_ path: String, _ synchronous: SQLiteSchema.Synchronous) throws {
        var raw: OpaquePointer?
        let code = sqlite3_open_v2(path, &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let raw else { throw BenchmarkError("SQLite can't open \(path): \(code)") }
        self.raw = raw
        for setting in SQLiteSchema.settings(synchronous) { try execute(setting) }
    }

    func close() {
        for statement in statements { statement.finalize() }
        sqlite3_close_v2(raw)
    }

    /// How many rows the last statement has changed.
    var changes: Int { Int(sqlite3_changes(raw)) }

    func execute(_ sql: String) throws { try check(sqlite3_exec(raw, sql, nil, nil, nil), sql) }

    func prepare(_ sql: String) throws -> Statement {
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v3(raw, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil), sql)
        guard let statement else { throw BenchmarkError("SQLite made nothing of \(sql)") }
        let made = Statement(statement)
        statements.append(made)
        return made
    }

    private func check(_ code: Int32, _ sql: String) throws {
        guard code == SQLITE_OK else { throw BenchmarkError("SQLite: \(String(cString: sqlite3_errmsg(raw))): \(sql)") }
    }
}
