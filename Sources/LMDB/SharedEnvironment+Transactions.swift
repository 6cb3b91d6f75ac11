internal import CLMDB
internal import Glibc
internal import Synchronization

extension SharedEnvironment {
    /// Begins a read transaction, with an idle reader if there is one.
    func beginRead() throws(LMDBError) -> UnsafeMutablePointer<TransactionState> {
        var attempt = 0
        while true {
            let raw = try enter(.beginRead)
            var code = MDB_PANIC
            if let idle = idleReaders.take() {
                code = mdb_txn_renew(idle.pointee.raw)
                if code == MDB_SUCCESS { return idle }
                IdleReaders.abort(idle)
            } else if let raw {
                var transaction: OpaquePointer?
                code = mdb_txn_begin(raw, nil, UInt32(MDB_RDONLY), &transaction)
                if code == MDB_SUCCESS, let transaction { return state(of: transaction) }
            }
            leave()
            try recover(from: code, during: .beginRead, attempt: &attempt)
        }
    }

    /// Ends a read transaction. In a child of its process it is left alone: its slot is the parent's.
    func endRead(_ state: UnsafeMutablePointer<TransactionState>) {
        guard mark.isOfThisProcess else { return }
        idleReaders.put(state)
        leave()
    }

    /// Begins a write transaction, after waiting for the one that runs, in whatever process.
    func beginWrite() throws(LMDBError) -> UnsafeMutablePointer<TransactionState> {
        guard !options.isReadOnly else { throw LMDBError(.readOnly, during: .beginWrite) }
        guard writer.load(ordering: .relaxed) != UInt(pthread_self()) else {
            throw LMDBError(.wrongThread, during: .beginWrite)
        }
        var attempt = 0
        while true {
            let raw = try enter(.beginWrite)
            var transaction: OpaquePointer?
            let code = raw.map { mdb_txn_begin($0, nil, 0, &transaction) } ?? MDB_PANIC
            if code == MDB_SUCCESS, let raw, let transaction {
                do throws(LMDBError) {
                    try requireFiles(during: .beginWrite)
                } catch {
                    mdb_txn_abort(transaction)
                    leave()
                    throw error
                }
                writer.store(UInt(pthread_self()), ordering: .relaxed)
                let state = state(of: transaction)
                state.pointee.isNearlyFull = Headroom(of: raw).isReached
                return state
            }
            leave()
            try recover(from: code, during: .beginWrite, attempt: &attempt)
        }
    }

    /// Commits or aborts a write transaction and what is nested in it.
    func endWrite(_ state: UnsafeMutablePointer<TransactionState>, commits: Bool) throws(LMDBError) {
        guard mark.isOfThisProcess else { throw LMDBError(.afterFork, during: .commit) }
        // Only the thread that locked LMDB's mutex can unlock it: on another one the transaction is left alone.
        guard writer.load(ordering: .relaxed) == UInt(pthread_self()) else {
            throw LMDBError(.wrongThread, during: .commit)
        }
        let isNested = !state.pointee.outer.isEmpty
        let outermost = state.pointee.outer.first?.raw ?? state.pointee.raw
        writer.store(0, ordering: .relaxed)
        var code = MDB_SUCCESS
        errno = 0
        if commits, !isNested { code = mdb_txn_commit(outermost) } else { mdb_txn_abort(outermost) }
        code = Self.cause(of: code)
        state.deinitialize(count: 1)
        state.deallocate()
        leave()
        if commits, isNested { throw LMDBError(.nesting, during: .commit) }
        try LMDBError.check(code, during: .commit)
    }

    /// The code that says why a write failed, to be asked right after it, with `errno` cleared before: LMDB says that the
    /// device failed also where it took a part of what was written. A file takes a part where there is no room for the
    /// rest: of the disk, of a quota, of a limit. No call to the system has failed then, and room may be there again.
    static func cause(of code: Int32) -> Int32 { code == EIO && errno != EIO ? ENOSPC : code }

    private func state(of transaction: OpaquePointer) -> UnsafeMutablePointer<TransactionState> {
        let state = UnsafeMutablePointer<TransactionState>.allocate(capacity: 1)
        state.initialize(to: TransactionState(transaction, of: self))
        return state
    }
}
