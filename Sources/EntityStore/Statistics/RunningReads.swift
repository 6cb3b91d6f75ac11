import Glibc
import Synchronization

/// When each read that runs in this process began.
///
/// `@unchecked Sendable`: the memory is this object's own and holds atomic numbers only.
final class RunningReads: @unchecked Sendable {
    /// More reads at once than this are not timed.
    private static let capacity = 128
    /// Each in a line of the processor's cache of its own, so that threads do not disturb each other.
    private static let stride = 8
    private static let free: UInt64 = 0

    private let starts: UnsafeMutablePointer<Atomic<UInt64>>

    init() {
        starts = .allocate(capacity: Self.capacity * Self.stride)
        for place in 0..<Self.capacity * Self.stride { (starts + place).initialize(to: Atomic(Self.free)) }
    }

    deinit {
        starts.deinitialize(count: Self.capacity * Self.stride)
        starts.deallocate()
    }

    /// Notes that a read begins.
    ///
    /// - Returns: What to give to `end`; `nil` where there is no room.
    func begin() -> Int? {
        let now = Self.now
        // Threads begin their search in different places.
        let first = Int(truncatingIfNeeded: UInt(pthread_self()) >> 12) & (Self.capacity - 1)
        for step in 0..<Self.capacity {
            let place = (first + step) % Self.capacity
            let start = starts + place * Self.stride
            if start.pointee.compareExchange(expected: Self.free, desired: now, ordering: .relaxed).exchanged {
                return place
            }
        }
        return nil
    }

    /// Notes that a read has ended.
    func end(_ place: Int?) {
        if let place { starts[place * Self.stride].store(Self.free, ordering: .relaxed) }
    }

    /// For how many seconds the oldest read has been running; 0 where none runs.
    var oldestSeconds: Double {
        let oldest = (0..<Self.capacity).map { starts[$0 * Self.stride].load(ordering: .relaxed) }
            .filter { $0 != Self.free }.min()
        let now = Self.now
        guard let oldest, oldest < now else { return 0 }
        return Double(now - oldest) / 1e9
    }

    /// Nanoseconds of a clock that is not set, to a few milliseconds, which is all that is asked here. Never 0.
    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec) | 1
    }
}
