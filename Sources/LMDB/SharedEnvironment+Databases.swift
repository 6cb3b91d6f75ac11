internal import CLMDB
internal import Synchronization

extension SharedEnvironment {
    /// Opens a named database, or returns it if it is open; makes it where it is missing and `creates` says so.
    ///
    /// A database is opened in a transaction of its own: so it is there for all, whatever becomes of theirs.
    func database(_ name: String, _ shape: OpenDatabase.Shape, creates: Bool) throws(LMDBError) -> UInt32 {
        guard mark.isOfThisProcess else { throw LMDBError(.afterFork, during: .openDatabase, subject: name) }
        // LMDB takes a name for a key, and what comes before a NUL for a name.
        guard (1...Database.maximumKeySize).contains(name.utf8.count), !name.utf8.contains(0) else {
            throw LMDBError(.badKeySize, during: .openDatabase, subject: name)
        }
        // LMDB allows one transaction at a time to open databases.
        return try opening.withLock { _ throws(LMDBError) in
            if let open = databases.first(where: { $0.name == name }) {
                guard open.shape == shape else { throw LMDBError(.incompatible, during: .openDatabase, subject: name) }
                return open.raw
            }
            if let found = try openExisting(name, shape) { return found }
            guard creates, !options.isReadOnly else { throw LMDBError(.missing, during: .openDatabase, subject: name) }
            return try create(name, shape)
        }
    }

    private func openExisting(_ name: String, _ shape: OpenDatabase.Shape) throws(LMDBError) -> UInt32? {
        let state = try beginRead()
        defer { leave() }
        var raw: UInt32 = 0
        var code = mdb_dbi_open(state.pointee.raw, name, 0, &raw)
        if code == MDB_SUCCESS { code = Self.compare(shape, with: raw, in: state.pointee.raw) }
        if code == MDB_SUCCESS { code = shape.order(raw, in: state.pointee.raw) }
        if code == MDB_SUCCESS {
            // An aborted transaction would close the database again.
            code = mdb_txn_commit(state.pointee.raw)
        } else {
            mdb_txn_abort(state.pointee.raw)
        }
        state.deinitialize(count: 1)
        state.deallocate()
        if code == MDB_NOTFOUND { return nil }
        try LMDBError.check(code, during: .openDatabase, subject: name)
        databases.append(OpenDatabase(name: name, shape: shape, raw: raw))
        return raw
    }

    /// Opens the same databases in the environment that was opened anew, under the same numbers: the values that callers
    /// hold stay good. LMDB gives numbers in the order of opening, and none of ours is ever closed.
    func openDatabasesAnew(_ raw: OpaquePointer) throws(LMDBError) {
        var transaction: OpaquePointer?
        try LMDBError.check(mdb_txn_begin(raw, nil, UInt32(MDB_RDONLY), &transaction), during: .openDatabase)
        for database in databases {
            var number: UInt32 = 0
            var code = mdb_dbi_open(transaction, database.name, 0, &number)
            if code == MDB_SUCCESS { code = database.shape.order(number, in: transaction) }
            guard code == MDB_SUCCESS, number == database.raw else {
                mdb_txn_abort(transaction)
                let kind = LMDBError.Kind(code: code, during: .openDatabase)
                throw LMDBError(kind, code: code, during: .openDatabase, subject: database.name)
            }
        }
        try LMDBError.check(mdb_txn_commit(transaction), during: .openDatabase)
    }

    private func create(_ name: String, _ shape: OpenDatabase.Shape) throws(LMDBError) -> UInt32 {
        let state = try beginWrite()
        var raw: UInt32 = 0
        var code = mdb_dbi_open(state.pointee.raw, name, shape.flags | UInt32(MDB_CREATE), &raw)
        if code == MDB_SUCCESS { code = shape.order(raw, in: state.pointee.raw) }
        try endWrite(state, commits: code == MDB_SUCCESS)
        try LMDBError.check(code, during: .openDatabase, subject: name)
        databases.append(OpenDatabase(name: name, shape: shape, raw: raw))
        return raw
    }

    /// Whether the database that was opened is of this shape: LMDB itself ignores what it is asked for.
    private static func compare(_ shape: OpenDatabase.Shape, with raw: UInt32, in transaction: OpaquePointer) -> Int32 {
        var flags: UInt32 = 0
        let code = mdb_dbi_flags(transaction, raw, &flags)
        guard code == MDB_SUCCESS else { return code }
        guard flags == shape.flags else { return MDB_INCOMPATIBLE }
        guard let valueSize = shape.valueSize else { return MDB_SUCCESS }
        var cursor: OpaquePointer?
        let opened = mdb_cursor_open(transaction, raw, &cursor)
        guard opened == MDB_SUCCESS else { return opened }
        defer { mdb_cursor_close(cursor) }
        var key = MDB_val()
        var value = MDB_val()
        let first = mdb_cursor_get(cursor, &key, &value, MDB_FIRST)
        if first == MDB_SUCCESS, value.mv_size != valueSize { return MDB_INCOMPATIBLE }
        return first == MDB_NOTFOUND ? MDB_SUCCESS : first
    }
}
