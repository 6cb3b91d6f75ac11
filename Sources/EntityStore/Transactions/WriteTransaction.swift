import LMDB

/// The one transaction that changes the store. ``Store/write(alone:_:)`` and ``Store/submit(alone:_:completion:)`` lend
/// one.
///
/// What an operation writes is there for others when its commit has returned, and never in part: a body that throws
/// leaves nothing. A body runs on the thread that leads its batch; it must not wait for anything.
public struct WriteTransaction: ~Copyable, StoreTransaction {
    let engine: LMDB.WriteTransaction
    let storage: Storage
    let progress: WriteProgress

    init(_ engine: consuming LMDB.WriteTransaction, of storage: Storage, isolatesOperations: Bool) {
        self.engine = engine
        self.storage = storage
        progress = WriteProgress(isolatesOperations: isolatesOperations)
    }

    /// What is read from.
    public var snapshot: Snapshot {
        Snapshot(engine: EngineReader(handle: engine.handle), storage: storage, progress: progress)
    }

    /// When this operation began, by the system's clock: the same at each call.
    public var now: Timestamp { progress.now }

    /// Runs a step that changes the engine's data. The first of an operation begins its nested transaction.
    ///
    /// A failure here may have left half a change: the operation then fails, even if its body goes on.
    func change<Result>(_ body: () throws(LMDBError) -> Result) throws(StoreError) -> Result {
        if let failure = progress.failure { throw failure }
        guard progress.lends == 0 else {
            throw .misuse("A write can't change the store while it has lent a record. Change it after the closure.")
        }
        do throws(LMDBError) {
            if !progress.hasChanged, progress.isolatesOperations { try engine.beginNested() }
            progress.hasChanged = true
            return try body()
        } catch {
            let failure = StoreError(error)
            // Bytes that are still lent refuse the change before anything is done.
            if error.kind != .pagesLent {
                progress.failure = failure
                // That the map is full is seen at any time, by looking.
                if error.kind != .mapFull { progress.refusal = failure }
            }
            throw failure
        }
    }
}

// MARK: The life of a batch

extension WriteTransaction {
    /// Runs one operation, and undoes what it wrote if it fails.
    ///
    /// - Returns: Whether it succeeded.
    func run(_ write: QueuedWrite) -> Bool {
        progress.beginOperation()
        var hasSucceeded = write.run(in: self)
        if hasSucceeded, let failure = progress.failure {
            write.fail(with: failure)
            hasSucceeded = false
        }
        guard progress.hasChanged else { return hasSucceeded }
        if progress.isolatesOperations {
            do throws(LMDBError) {
                if hasSucceeded { try engine.commitNested() } else { try engine.abortNested() }
            } catch {
                if hasSucceeded { write.fail(with: StoreError(error)) }
                return false
            }
        }
        if hasSucceeded { progress.changes += 1 }
        return hasSucceeded
    }

    /// Commits what the operations have changed.
    ///
    /// - Returns: Whether there was anything to commit.
    consuming func commit() throws(StoreError) -> Bool {
        guard progress.changes > 0 else { return false }
        try Storage.commit(engine)
        return true
    }
}
