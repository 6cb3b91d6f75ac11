internal import CLMDB
internal import Synchronization

/// Read transactions that were reset, for use by the next ones: beginning one anew costs a slot in the table of
/// readers, which is found under a lock of all processes, and memory.
final class IdleReaders: Sendable {
    /// More are ended for good, so that a burst does not keep slots that other processes may need.
    private static let capacity = 16

    private struct Readers {
        // Reached only under the mutex; a state is in the list or in one transaction, never in both.
        nonisolated(unsafe) var states: [UnsafeMutablePointer<TransactionState>] = []
    }
    private let readers = Mutex(Readers())

    /// Takes one out.
    func take() -> UnsafeMutablePointer<TransactionState>? {
        nonisolated(unsafe) var taken: UnsafeMutablePointer<TransactionState>?
        readers.withLock { taken = $0.states.popLast() }
        return taken
    }

    /// Resets one that has been used and keeps it, or ends it.
    func put(_ state: UnsafeMutablePointer<TransactionState>) {
        mdb_txn_reset(state.pointee.raw)
        nonisolated(unsafe) let state = state
        let isKept = readers.withLock { readers in
            guard readers.states.count < Self.capacity else { return false }
            readers.states.append(state)
            return true
        }
        if !isKept { Self.abort(state) }
    }

    /// Ends all.
    func abortAll() {
        while let state = take() { Self.abort(state) }
    }

    static func abort(_ state: UnsafeMutablePointer<TransactionState>) {
        mdb_txn_abort(state.pointee.raw)
        state.deinitialize(count: 1)
        state.deallocate()
    }
}
