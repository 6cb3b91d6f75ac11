import Synchronization

/// A row of counters that only grow, each of which any thread may raise.
final class AtomicCounters: @unchecked Sendable {
    // Sound as the memory lives exactly as long as the object, its address never changes, and what is in it is atomic.
    private let cells: UnsafeMutablePointer<Atomic<UInt64>>
    private let count: Int

    /// `count` counters at zero.
    init(count: Int) {
        self.count = count
        cells = .allocate(capacity: count)
        for index in 0..<count { (cells + index).initialize(to: Atomic(0)) }
    }

    deinit {
        cells.deinitialize(count: count)
        cells.deallocate()
    }

    /// Raises one counter.
    func add(_ amount: UInt64 = 1, to index: Int) {
        precondition(index < count)
        cells[index].wrappingAdd(amount, ordering: .relaxed)
    }

    /// Reads one counter.
    func value(at index: Int) -> UInt64 {
        precondition(index < count)
        return cells[index].load(ordering: .relaxed)
    }
}
