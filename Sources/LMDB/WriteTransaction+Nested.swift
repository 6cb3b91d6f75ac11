internal import CLMDB

extension WriteTransaction {
    /// Begins a nested transaction: what follows can be undone by ``abortNested()``.
    ///
    /// There is no second handle: until it is ended, this transaction *is* the nested one. They may nest deeper.
    public func beginNested() throws(LMDBError) {
        try handle.check(handle.state.pointee.serial, during: .beginNested)
        guard handle.state.pointee.lends == 0 else { throw LMDBError(.pagesLent, during: .beginNested) }
        var child: OpaquePointer?
        try LMDBError.check(mdb_txn_begin(mdb_txn_env(handle.raw), handle.raw, 0, &child), during: .beginNested)
        guard let child else { return }
        handle.state.pointee.outer.append((handle.raw, handle.state.pointee.hasFailed))
        handle.state.pointee.raw = child
        handle.state.pointee.hasFailed = false
    }

    /// Makes what was changed since ``beginNested()`` part of the transaction around it.
    ///
    /// - Throws: Why that is impossible; the nested transaction is aborted then, and the one around it is as before.
    public func commitNested() throws(LMDBError) {
        let hasFailed = handle.state.pointee.hasFailed
        let child = try endNested(during: .commitNested)
        // LMDB would fail the outer transaction as well if it were asked to commit a failed one.
        if hasFailed {
            mdb_txn_abort(child)
            throw LMDBError(.badTransaction, during: .commitNested)
        }
        let code = mdb_txn_commit(child)
        guard code != MDB_SUCCESS else { return }
        handle.state.pointee.hasFailed = true
        throw LMDBError(code: code, during: .commitNested)
    }

    /// Undoes what was changed since ``beginNested()``.
    public func abortNested() throws(LMDBError) {
        mdb_txn_abort(try endNested(during: .abortNested))
    }

    /// Makes the transaction around it the current one. Returns the nested one, which is still to be ended.
    private func endNested(during operation: LMDBError.Operation) throws(LMDBError) -> OpaquePointer {
        try handle.check(handle.state.pointee.serial, during: operation)
        guard handle.state.pointee.lends == 0 else { throw LMDBError(.pagesLent, during: operation) }
        let child = handle.raw
        guard let outer = handle.state.pointee.outer.popLast() else { throw LMDBError(.nesting, during: operation) }
        handle.state.pointee.raw = outer.raw
        handle.state.pointee.hasFailed = outer.hasFailed
        return child
    }
}
