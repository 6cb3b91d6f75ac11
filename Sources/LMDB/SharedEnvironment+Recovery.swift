internal import CLMDB

extension SharedEnvironment {
    private static let attempts = 3

    /// Does what can be done about a failed beginning, so that it is worth another attempt.
    ///
    /// - Throws: The failure, where nothing helps or it has been tried.
    func recover(
        from code: Int32, during operation: LMDBError.Operation, attempt: inout Int
    ) throws(LMDBError) {
        let error = LMDBError(code: code, during: operation)
        attempt += 1
        guard attempt <= Self.attempts else { throw error }
        switch error.kind {
        case .readersFull where attempt == 1: _ = try clearDeadReaders()
        case .mapResized: try alone(orThrow: error, followMapSize)
        case .panic: try alone(orThrow: error, openAnew)
        default: throw error
        }
    }

    /// Frees the reader slots of processes that died. Returns how many.
    func clearDeadReaders() throws(LMDBError) -> Int {
        let raw = try enterOpen(.clearReaders)
        defer { leave() }
        var count: Int32 = 0
        try LMDBError.check(mdb_reader_check(raw, &count), during: .clearReaders)
        return Int(count)
    }

    /// Takes over the map size of the process that made the file larger than this one's map.
    private func followMapSize() throws(LMDBError) {
        guard let raw else { return }
        let code = mdb_env_set_mapsize(raw, 0)
        guard code != MDB_SUCCESS else { return }
        // LMDB has given up the old map already.
        closeRaw()
        throw LMDBError(code: code, during: .openEnvironment, subject: path)
    }

    /// Closes and opens the environment, after a write failed in a way that LMDB does not go on from.
    private func openAnew() throws(LMDBError) {
        guard isStuck else { return }
        closeRaw()
        var options = options
        options.createsMissing = false
        let opened = try EnvironmentFiles(directory: path, options: options).open()
        do throws(LMDBError) {
            guard opened.identity == identity else {
                throw LMDBError(.removed, during: .openEnvironment, subject: path)
            }
            try openDatabasesAnew(opened.raw)
        } catch {
            mdb_env_close(opened.raw)
            throw error
        }
        raw = opened.raw
    }

    /// Whether LMDB still refuses to begin transactions: another thread may have been here first.
    private var isStuck: Bool {
        guard let raw else { return true }
        var transaction: OpaquePointer?
        let code = mdb_txn_begin(raw, nil, UInt32(MDB_RDONLY), &transaction)
        if code == MDB_SUCCESS { mdb_txn_abort(transaction) }
        return code == MDB_PANIC
    }

    /// Runs `body` where nobody is inside.
    ///
    /// - Throws: What `body` throws, or `failure` where others stay inside.
    private func alone(orThrow failure: LMDBError, _ body: () throws(LMDBError) -> Void) throws(LMDBError) {
        let outcome = gate.alone { () -> Result<Void, LMDBError> in
            do throws(LMDBError) {
                return .success(try body())
            } catch {
                return .failure(error)
            }
        }
        switch outcome {
        case .done(let result): try result.get()
        case .superfluous: return
        case .busy: throw failure
        }
    }
}
