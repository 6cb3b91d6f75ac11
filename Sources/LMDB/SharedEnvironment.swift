internal import CLMDB
internal import Glibc
internal import Synchronization

/// The one environment of a process over one data file. Any number of ``Environment`` handles share it.
///
/// `@unchecked`: `raw` changes only where the gate lets nobody in, or before the object is shared; all else is
/// immutable or guarded by itself.
final class SharedEnvironment: @unchecked Sendable {
    let process: OwningProcess
    let mark: OwningProcess.Mark
    let path: String
    let identity: FileIdentity
    let lockIdentity: FileIdentity?
    let options: Environment.Options
    /// Tells environments of one process apart: databases are bound to it.
    let serial: UInt32

    let gate = TransactionGate()
    let idleReaders = IdleReaders()
    /// How many handles are open. Guarded by the list of the process.
    nonisolated(unsafe) var handles = 1
    /// The thread that has a write transaction, or 0.
    let writer = Atomic<UInt>(0)
    /// The snapshot whose pages were last seen to be what they should be, or -1.
    let soundSnapshot = Atomic(-1)
    /// Held while a database is opened.
    let opening = Mutex<Void>(())
    /// The databases that are open, in the order of their opening. Changed under `opening` by who is inside the gate;
    /// read under `opening`, or where the gate lets nobody in.
    nonisolated(unsafe) var databases: [OpenDatabase] = []

    /// LMDB's environment. `nil` once it is closed, or after it could not be opened anew. Changed only where the gate lets
    /// nobody in.
    var raw: OpaquePointer?
    private let hasEnded = Atomic(false)

    private static let serials = Atomic<UInt32>(0)

    init(opened: OpenedFile, options: Environment.Options, process: OwningProcess) {
        raw = opened.raw
        path = opened.path
        identity = opened.identity
        lockIdentity = opened.lockIdentity
        self.options = options
        self.process = process
        mark = process.mark
        serial = Self.serials.wrappingAdd(1, ordering: .relaxed).newValue
    }

    /// Goes in, so that the environment stays open until ``leave()``. Returns LMDB's environment; `nil` if it has to be
    /// opened anew first.
    func enter(_ operation: LMDBError.Operation) throws(LMDBError) -> OpaquePointer? {
        guard mark.isOfThisProcess else { throw LMDBError(.afterFork, during: operation) }
        guard gate.enter() else { throw LMDBError(.closed, during: operation) }
        return raw
    }

    /// Goes in, if LMDB has the environment open.
    func enterOpen(_ operation: LMDBError.Operation) throws(LMDBError) -> OpaquePointer {
        if let raw = try enter(operation) { return raw }
        leave()
        throw LMDBError(.panic, during: operation)
    }

    /// Goes out, and closes the environment if all handles are closed and this was the last one inside.
    func leave() {
        if gate.leave() { end() }
    }

    // MARK: Handles

    /// Gives up one handle. The last one closes the environment, at once or when the last transaction ends.
    ///
    /// - Parameter waits: Whether to return only when it is closed.
    func release(waits: Bool) {
        // What a child inherits is its parent's to close.
        guard mark.isOfThisProcess else { return }
        let wasLast = process.environments.withLock { _ in
            handles -= 1
            if handles == 0 { gate.close() }
            return handles == 0
        }
        guard wasLast else { return }
        end()
        guard waits else { return }
        gate.wait { hasEnded.load(ordering: .acquiring) || !gate.isClosed }
    }

    /// Closes LMDB's environment, where nobody is inside.
    func closeRaw() {
        guard let raw else { return }
        idleReaders.abortAll()
        mdb_env_close(raw)
        self.raw = nil
    }

    /// Closes for good, if nobody needs it any more.
    private func end() {
        process.environments.withLock { environments in
            guard handles == 0, gate.isClosedAndEmpty, !hasEnded.load(ordering: .relaxed) else { return }
            closeRaw()
            environments[identity] = nil
            hasEnded.store(true, ordering: .releasing)
        }
        gate.notify()
    }
}
