import LMDB

/// A directory of entities, found again by id and through indexes.
///
/// Any thread may use a store, and any number of processes may have one open; a child made by `fork` opens it anew.
/// Reads never wait. Writes queue, and one commit carries all that have queued.
public final class Store: Sendable {
    /// The directory of the store, as given.
    public let path: String
    /// How it was opened.
    public let options: StoreOptions

    let storage: Storage
    let types: [any Entity.Type]
    let tally: WriteTally
    let queue: CommitQueue
    private let mappedCounters = SharedCounters()

    /// Opens a store, making it where it is missing.
    ///
    /// A new or changed index of one of the types is built before this returns, in batches between which others may
    /// write; one that is gone is dropped, where the type has a higher `indexesRevision` than before. Other processes that have the store open with other indexes are refused
    /// further writes from then on.
    ///
    /// - Parameters:
    ///   - path: The directory. Its parent must exist.
    ///   - types: The entities that this program keeps in the store. A collection that is not named here is left alone.
    /// - Throws: `.incompatible` for a store of another format; `.duplicate` where a new unique index can't be built.
    public static func open(
        at path: String, options: StoreOptions = StoreOptions(), holding types: any Entity.Type...
    ) throws(StoreError) -> Store {
        try open(at: path, options: options, holding: types)
    }

    /// Opens a store, making it where it is missing. As the other `open`.
    public static func open(
        at path: String, options: StoreOptions = StoreOptions(), holding types: [any Entity.Type]
    ) throws(StoreError) -> Store {
        let storage = try StoreOpening(path: path, options: options, types: types).open()
        return Store(path: path, options: options, storage: storage, types: types)
    }

    init(path: String, options: StoreOptions, storage: Storage, types: [any Entity.Type]) {
        self.path = path
        self.options = options
        self.storage = storage
        self.types = types
        let tally = WriteTally()
        self.tally = tally
        queue = CommitQueue(
            maximumWaiting: options.maximumQueuedWrites, maximumBatch: options.maximumBatch,
            commit: { batch in storage.commit(batch, tally) })
    }

    deinit {
        close()
    }

    /// Commits the writes that wait, and closes the store, after waiting for the reads that run.
    ///
    /// Later calls are refused as `.misuse`. Must not be called inside a transaction. A second call does nothing, nor
    /// does one in a child of the process that opened the store.
    public func close() {
        queue.close()
        storage.environment.close()
    }

}

// MARK: Transactions

extension Store {
    /// Reads a snapshot of the store. It runs on this thread, at once, and waits for nobody.
    ///
    /// - Returns: What `body` returned.
    /// - Throws: What `body` throws, or `StoreError`.
    public func read<Result>(_ body: (borrowing ReadTransaction) throws -> Result) throws -> Result {
        let engine = try translating { () throws(LMDBError) in try storage.environment.beginRead() }
        return try body(ReadTransaction(engine, of: storage))
    }

    /// Changes the store, and returns when the change is committed: on disk, with full durability.
    ///
    /// `body` may run on another thread, the one that leads the batch. What it writes is seen by others when its
    /// commit has returned, or never: where it throws, or the commit fails, nothing of it is left.
    ///
    /// - Parameter alone: Gives the write a commit of its own. For one of many records, which others should not wait
    ///   for twice: it is spared the nested transaction that isolates the operations of a batch.
    /// - Returns: What `body` returned.
    /// - Throws: What `body` throws; `.busy` where too many writes wait; the failure of the commit.
    @discardableResult
    public func write<Result: Sendable>(
        alone: Bool = false, _ body: @escaping @Sendable (borrowing WriteTransaction) throws -> Result
    ) throws -> Result {
        let write = TypedWrite(isAlone: alone, body: body)
        try queue.write(write)
        return try write.outcome.get()
    }

    /// Begins to change the store, while the caller goes on: as ``write(alone:_:)``, but the outcome is waited for later.
    ///
    /// Runs on a thread of the store's own, which the first call starts, or on the one that waits by then.
    ///
    /// - Throws: `.busy` where too many writes wait; `.misuse`; `.unavailable` where the system refuses a thread.
    public func begin<Result: Sendable>(
        alone: Bool = false, _ body: @escaping @Sendable (borrowing WriteTransaction) throws -> Result
    ) throws(StoreError) -> PendingWrite<Result> {
        let write = TypedWrite(isAlone: alone, wait: .later, body: body)
        try queue.submit(write)
        return PendingWrite(write, in: queue)
    }

    /// Changes the store without waiting: as ``write(alone:_:)``, but `completion` is called with the outcome.
    ///
    /// Runs on a thread of the store's own, which the first call starts.
    ///
    /// - Parameter completion: Called once, on some thread, after the commit has returned or failed. It must return
    ///   soon. Where the write is refused at once (`.busy`, `.misuse`) it is called before this returns.
    public func submit<Result: Sendable>(
        alone: Bool = false, _ body: @escaping @Sendable (borrowing WriteTransaction) throws -> Result,
        completion: @escaping @Sendable (Swift.Result<Result, any Error>) -> Void
    ) {
        do throws(StoreError) {
            try queue.submit(TypedWrite(isAlone: alone, body: body, completion: completion))
        } catch {
            completion(.failure(error))
        }
    }
}

// MARK: Beside the transactions

extension Store {
    /// Checks that the files of the store are still where they were when it was opened. Where they have been moved,
    /// replaced or deleted, what is open can be read, and no longer written to.
    ///
    /// - Throws: `.unavailable`
    public func requireFiles() throws(StoreError) {
        try translating { () throws(LMDBError) in try storage.environment.requireFiles() }
    }

    /// The counters that all processes share, for a throttle. Opened at the first call.
    ///
    /// - Throws: `.misuse` for a store that was opened for reading; `.full` where there is no room for their file.
    public func counters() throws(StoreError) -> DecayingCounters {
        guard !options.isReadOnly else { throw .misuse("A store that is open for reading has no counters.") }
        return try mappedCounters.open(in: path)
    }
}
