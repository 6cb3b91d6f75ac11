import Synchronization

/// Tells how long the oldest read of all processes has been in the way of the pages that writers replace.
///
/// A read that lags behind cannot be one that began later: whoever begins gets the newest snapshot. So the same lagging
/// snapshot seen twice is a read that ran all the time between. Nothing is noted when a read begins, and reads of other
/// processes are seen as well as those of this one.
final class OldestReadWatch: Sendable {
    private struct Sighting {
        let snapshot: Int
        /// Nanoseconds of a clock that is not set.
        let time: UInt64
    }

    private let first = Mutex<Sighting?>(nil)

    /// Looks at the oldest read now.
    ///
    /// - Parameters:
    ///   - snapshot: The number of its snapshot; `nil` where nobody reads.
    ///   - lag: How many commits have been made since.
    /// - Returns: For how many seconds it has been seen to lag; 0 where it does not, or is seen for the first time.
    func look(at snapshot: Int?, lag: Int) -> Double {
        let now = MonotonicClock.now
        return first.withLock { first in
            guard let snapshot, lag > 0 else {
                first = nil
                return 0
            }
            if let first, first.snapshot == snapshot { return Double(now - first.time) / 1e9 }
            first = Sighting(snapshot: snapshot, time: now)
            return 0
        }
    }
}
