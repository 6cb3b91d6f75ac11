internal import CLMDB
internal import Glibc

/// The inside of a transaction, for this module only.
public struct TransactionHandle {
    @usableFromInline let state: UnsafeMutablePointer<TransactionState>

    init(_ state: UnsafeMutablePointer<TransactionState>) { self.state = state }

    var raw: OpaquePointer { state.pointee.raw }
    var identifier: Int { mdb_txn_id(raw) }

    /// Makes sure that the transaction is this process's, and the database the environment's.
    func check(_ serial: UInt32, during operation: LMDBError.Operation) throws(LMDBError) {
        guard state.pointee.mark.isOfThisProcess else { throw LMDBError(.afterFork, during: operation) }
        guard serial == state.pointee.serial else { throw LMDBError(.badDatabase, during: operation) }
    }

    /// Throws where `code` is not success.
    func check(_ code: Int32, during operation: LMDBError.Operation) throws(LMDBError) {
        guard code != MDB_SUCCESS else { return }
        // LMDB's word for a database that was opened after the transaction had begun.
        throw code == EINVAL
            ? LMDBError(.badDatabase, code: code, during: operation) : LMDBError(code: code, during: operation)
    }

    @usableFromInline
    func value(of key: RawSpan, in database: Database) throws(LMDBError) -> UnsafeRawBufferPointer? {
        try check(database.environment, during: .get)
        // LMDB would refuse an empty key; nothing can be stored under it, nor under one that is too long.
        guard (1...Database.maximumKeySize).contains(key.byteCount) else { return nil }
        var value = MDB_val()
        let code = key.withUnsafeBytes { bytes in
            var key = MDB_val(bytes)
            return mdb_get(raw, database.raw, &key, &value)
        }
        if code == MDB_NOTFOUND { return nil }
        try check(code, during: .get)
        return UnsafeRawBufferPointer(value)
    }

    func count(of database: UInt32, of environment: UInt32) throws(LMDBError) -> Int {
        try check(environment, during: .count)
        var statistics = MDB_stat()
        try check(mdb_stat(raw, database, &statistics), during: .count)
        return statistics.ms_entries
    }
}

extension MDB_val {
    /// What LMDB is given to read.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.init(mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }
}

extension UnsafeRawBufferPointer {
    /// What LMDB answered.
    init(_ value: MDB_val) {
        self.init(start: value.mv_data, count: value.mv_size)
    }
}
