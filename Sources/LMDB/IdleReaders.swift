internal import CLMDB
internal import Glibc
internal import Synchronization

/// Read transactions that were reset, for use by the next ones: beginning one anew costs a slot in the table of
/// readers, which is found under a lock of all processes, and memory.
///
/// `@unchecked`: the places are only touched atomically, and a reader is in one place or in one transaction, never in
/// both. Their memory is this object's own.
final class IdleReaders: @unchecked Sendable {
    /// More are ended for good, so that a burst does not keep slots that other processes may need.
    private static let capacity = 16
    /// Places lie this far apart, so that threads on different cores do not share a cache line.
    private static let stride = 64 / MemoryLayout<Atomic<UInt>>.stride

    /// The address of an idle reader in each place, or 0.
    private let places: UnsafeMutablePointer<Atomic<UInt>>

    init() {
        places = .allocate(capacity: Self.capacity * Self.stride)
        for index in 0..<Self.capacity * Self.stride { (places + index).initialize(to: Atomic(0)) }
    }

    deinit {
        places.deinitialize(count: Self.capacity * Self.stride)
        places.deallocate()
    }

    /// Takes one out.
    func take() -> UnsafeMutablePointer<TransactionState>? {
        let home = Self.homePlace
        for offset in 0..<Self.capacity {
            let place = place(home &+ offset)
            guard place.pointee.load(ordering: .relaxed) != 0 else { continue }
            let taken = place.pointee.exchange(0, ordering: .acquiring)
            if let state = UnsafeMutablePointer<TransactionState>(bitPattern: taken) { return state }
        }
        return nil
    }

    /// Resets one that has been used and keeps it, or ends it.
    func put(_ state: UnsafeMutablePointer<TransactionState>) {
        mdb_txn_reset(state.pointee.raw)
        let home = Self.homePlace
        for offset in 0..<Self.capacity {
            let place = place(home &+ offset)
            guard place.pointee.load(ordering: .relaxed) == 0 else { continue }
            let result = place.pointee.compareExchange(
                expected: 0, desired: UInt(bitPattern: state), ordering: .releasing)
            if result.exchanged { return }
        }
        Self.abort(state)
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

    private func place(_ index: Int) -> UnsafeMutablePointer<Atomic<UInt>> {
        places + (index & (Self.capacity - 1)) * Self.stride
    }

    /// Where this thread looks first, so that it mostly meets itself only.
    private static var homePlace: Int { Int(truncatingIfNeeded: UInt(pthread_self()) >> 12) }
}
