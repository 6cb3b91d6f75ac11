internal import CLMDB
internal import Glibc

extension TransactionHandle {
    /// Makes sure that a change is possible now.
    private func checkChange(
        of environment: UInt32, key: RawSpan, during operation: LMDBError.Operation, grows: Bool
    ) throws(LMDBError) {
        try check(environment, during: operation)
        guard state.pointee.lends == 0 else { throw LMDBError(.pagesLent, during: operation) }
        guard (1...Database.maximumKeySize).contains(key.byteCount) else {
            throw LMDBError(.badKeySize, during: operation)
        }
        if grows, state.pointee.isNearlyFull {
            throw LMDBError(.mapFull, during: operation)
        }
        errno = 0
    }

    /// Notes a failure after which LMDB lets the transaction only be aborted.
    private func checkChange(_ code: Int32, during operation: LMDBError.Operation) throws(LMDBError) {
        guard code != MDB_SUCCESS else { return }
        let cause = SharedEnvironment.cause(of: code)
        state.pointee.hasFailed = true
        // A large transaction writes pages before it commits.
        try check(cause, during: operation)
    }

    /// Stores a value. False if LMDB says that the key exists, or that it is not the greatest.
    func put(_ value: RawSpan, for key: RawSpan, in database: Database, flags: UInt32) throws(LMDBError) -> Bool {
        try checkChange(of: database.environment, key: key, during: .put, grows: true)
        return try put(value, for: key, in: database.raw, flags: flags)
    }

    /// Adds a value to those of a key. False if it is there.
    func put(_ value: RawSpan, for key: RawSpan, in database: MultiDatabase) throws(LMDBError) -> Bool {
        try checkChange(of: database.environment, key: key, during: .put, grows: true)
        guard value.byteCount == database.valueSize else { throw LMDBError(.badValueSize, during: .put) }
        return try put(value, for: key, in: database.raw, flags: UInt32(MDB_NODUPDATA))
    }

    private func put(_ value: RawSpan, for key: RawSpan, in database: UInt32, flags: UInt32) throws(LMDBError) -> Bool {
        let code = key.withUnsafeBytes { key in
            value.withUnsafeBytes { value in
                var key = MDB_val(key)
                var value = MDB_val(value)
                return mdb_put(raw, database, &key, &value, flags)
            }
        }
        if code == MDB_KEYEXIST { return false }
        try checkChange(code, during: .put)
        return true
    }

    /// Removes a key, or one value of it. False if it is not there.
    func delete(
        _ value: UnsafeRawBufferPointer?, for key: RawSpan, in database: UInt32, of environment: UInt32
    ) throws(LMDBError) -> Bool {
        try checkChange(of: environment, key: key, during: .delete, grows: false)
        let code = key.withUnsafeBytes { key in
            var key = MDB_val(key)
            guard let value else { return mdb_del(raw, database, &key, nil) }
            var pair = MDB_val(value)
            return mdb_del(raw, database, &key, &pair)
        }
        if code == MDB_NOTFOUND { return false }
        try checkChange(code, during: .delete)
        return true
    }

    /// Removes everything from a database, and keeps the database.
    func empty(_ database: UInt32, of environment: UInt32) throws(LMDBError) {
        try check(environment, during: .empty)
        guard state.pointee.lends == 0 else { throw LMDBError(.pagesLent, during: .empty) }
        errno = 0
        try checkChange(mdb_drop(raw, database, 0), during: .empty)
    }
}
