import LMDB

extension Storage {
    /// Runs a batch of writes in one transaction and commits it. Each write has its final outcome when this returns.
    func commit(_ batch: [QueuedWrite], _ tally: WriteTally) {
        var succeeded: [QueuedWrite] = []
        do throws(StoreError) {
            let transaction = try beginWrite(isolatesOperations: batch.count > 1)
            for write in batch where transaction.run(write) { succeeded.append(write) }
            let changes = transaction.progress.changes
            let refusal = transaction.progress.refusal
            if try transaction.commit() {
                tally.countCommit(of: changes)
                failures.clear()
            }
            if let refusal { failures.note(refusal) }
        } catch {
            failures.note(error)
            // One that failed by itself keeps its own reason.
            let unsettled = succeeded.isEmpty ? batch : succeeded
            for write in unsettled { write.fail(with: error) }
        }
    }

    static func commit(_ transaction: consuming LMDB.WriteTransaction) throws(StoreError) {
        do throws(LMDBError) {
            try transaction.commit()
        } catch {
            throw StoreError(error)
        }
    }

    private func beginWrite(isolatesOperations: Bool) throws(StoreError) -> WriteTransaction {
        let engine = try translating { () throws(LMDBError) in try environment.beginWrite() }
        try requireCurrentIndexes(in: engine)
        return WriteTransaction(engine, of: self, isolatesOperations: isolatesOperations)
    }
}
