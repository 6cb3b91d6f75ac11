import Synchronization

/// Remembers that writing failed for a reason that is not the write's own, until a commit succeeds.
final class FailureMemory: Sendable {
    /// A failure, and when it was.
    struct Entry {
        let error: StoreError
        /// Nanoseconds of a clock that is not set.
        let time: UInt64

        /// Whether it tells of now. What failed may work again by itself, and nobody may have tried since.
        ///
        /// The clock is read before the memory is: a failure may have come in between.
        func isRecent(at now: UInt64) -> Bool { now < time || now - time < FailureMemory.lifetime }
    }

    /// For how long a failure speaks for what would fail next: 30 seconds, in nanoseconds.
    static let lifetime: UInt64 = 30_000_000_000

    private let entry = Mutex<Entry?>(nil)

    /// The last failure; `nil` where a commit has succeeded since.
    var last: Entry? { entry.withLock { $0 } }

    /// Notes why a write failed, where the next is likely to fail as well.
    func note(_ error: StoreError, at now: UInt64 = MonotonicClock.now) {
        switch error {
        case .full, .unavailable, .corrupt, .incompatible: entry.withLock { $0 = Entry(error: error, time: now) }
        case .duplicate, .idTaken, .invalidKey, .invalidID, .idFromTheFuture, .invalidCursor, .unencodable,
            .undecodable, .damaged, .indexBuilding, .busy, .misuse:
            break
        }
    }

    /// Notes that a commit succeeded.
    func clear() {
        entry.withLock { $0 = nil }
    }
}
