internal import Synchronization

/// A handle on an LMDB environment: a directory with one data file and one lock file.
///
/// A process has one environment per data file, whatever path it is opened by; every handle on it is as good as
/// another. A handle is used on any thread. It is not used in a child that `fork` made: each call there is refused with
/// ``LMDBError/Kind/afterFork``, and what the parent opened is left alone.
///
/// While the environment is open, its process must not open the data file by other means: closing it would drop the
/// locks of the process. Use ``copy(to:)`` for a backup.
public final class Environment: Sendable {
    let shared: SharedEnvironment
    private let isOpen = Atomic(true)

    private init(_ shared: SharedEnvironment) { self.shared = shared }

    deinit { close(waits: false) }

    /// Opens the environment in `directory`, or hands out the one that this process has open.
    ///
    /// - Throws: ``LMDBError``, with the path or the option to change as its subject.
    public static func open(at directory: String, options: Options = Options()) throws(LMDBError) -> Environment {
        Environment(try OwningProcess.current.open(directory, options))
    }

    /// Closes this handle. The last one closes the environment, and waits for the transactions that run: do not call it
    /// on a thread that has one. Transactions begun later are refused with ``LMDBError/Kind/closed``.
    ///
    /// A second call does nothing, nor does one in a child of the process that opened it. A handle that is dropped
    /// closes without waiting: the last transaction closes then.
    public func close() { close(waits: true) }

    private func close(waits: Bool) {
        guard isOpen.exchange(false, ordering: .acquiringAndReleasing) else { return }
        shared.release(waits: waits)
    }

    func checkOpen(_ operation: LMDBError.Operation) throws(LMDBError) {
        guard isOpen.load(ordering: .relaxed) else {
            throw LMDBError(shared.mark.isOfThisProcess ? .closed : .afterFork, during: operation)
        }
    }

    /// Begins a read transaction.
    @available(*, noasync, message: "a snapshot held across a suspension makes the file grow")
    public func beginRead() throws(LMDBError) -> ReadTransaction {
        try checkOpen(.beginRead)
        return ReadTransaction(try shared.beginRead())
    }

    /// Begins the write transaction, after waiting for the one that runs, in whatever process.
    @available(*, noasync, message: "a write transaction belongs to one thread")
    public func beginWrite() throws(LMDBError) -> WriteTransaction {
        try checkOpen(.beginWrite)
        return WriteTransaction(try shared.beginWrite())
    }

    /// Opens a database of one value a key.
    ///
    /// - Parameters:
    ///   - name: 1 to ``Database/maximumKeySize`` bytes, without NUL.
    ///   - creates: Makes it if it is missing, in a write transaction: not on a thread that has one.
    /// - Throws: `.missing`, `.incompatible` if it exists as something else, `.databasesFull`.
    public func database(named name: String, creates: Bool = true) throws(LMDBError) -> Database {
        try checkOpen(.openDatabase)
        let raw = try shared.database(name, .single, creates: creates)
        return Database(raw: raw, environment: shared.serial)
    }

    /// Opens a database of many values a key, all of `valueSize` bytes.
    ///
    /// - Parameters:
    ///   - name: 1 to ``Database/maximumKeySize`` bytes, without NUL.
    ///   - valueSize: 1 to ``Database/maximumKeySize``.
    ///   - creates: Makes it if it is missing, in a write transaction: not on a thread that has one.
    /// - Throws: `.missing`, `.incompatible` if it exists as something else, `.databasesFull`.
    public func multiDatabase(
        named name: String, valueSize: Int, creates: Bool = true
    ) throws(LMDBError) -> MultiDatabase {
        try checkOpen(.openDatabase)
        guard (1...Database.maximumKeySize).contains(valueSize) else {
            throw LMDBError(.badValueSize, during: .openDatabase, subject: name)
        }
        let raw = try shared.database(name, .multiple(ofSize: valueSize), creates: creates)
        return MultiDatabase(valueSize: valueSize, raw: raw, environment: shared.serial)
    }

    /// Checks that the files which are open are still where they were: where they are not, reading goes on, and
    /// ``beginWrite()`` is refused.
    ///
    /// - Throws: `.removed`
    public func requireFiles() throws(LMDBError) {
        try checkOpen(.inspect)
        try shared.requireFiles(during: .inspect)
    }

    /// Frees the reader slots that dead processes left. Done at each opening and when the slots run out. Returns how many.
    public func clearDeadReaders() throws(LMDBError) -> Int {
        try checkOpen(.clearReaders)
        return try shared.clearDeadReaders()
    }
}
