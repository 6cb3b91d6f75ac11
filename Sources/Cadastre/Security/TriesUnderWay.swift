import Synchronization

/// Which counters of a ``Throttle`` have tries that are being made at this moment, in this process.
///
/// It takes a lock, so whoever was forked must have been refused before. Nothing that waits happens under it, and it
/// holds no more than what runs.
final class TriesUnderWay: Sendable {
    private let counts = Mutex<[UInt64: Int]>([:])

    /// What became of a try.
    enum Beginning {
        case begun
        /// It may be made in so many seconds, or sooner, if others are under way that turn out right.
        case refused(wait: Int, othersAreUnderWay: Bool)
    }

    /// Begins a try, unless `hit` says how many seconds it must wait.
    func begin(_ key: UInt64, _ hit: () -> Int?) -> Beginning {
        counts.withLock { counts in
            if let wait = hit() { return .refused(wait: wait, othersAreUnderWay: counts[key] != nil) }
            counts[key, default: 0] += 1
            return .begun
        }
    }

    /// Ends a try that was begun.
    func end(_ key: UInt64) {
        counts.withLock { counts in
            let rest = (counts[key] ?? 0) - 1
            counts[key] = rest > 0 ? rest : nil
        }
    }
}
