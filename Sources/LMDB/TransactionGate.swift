internal import Glibc
internal import Synchronization

/// Counts the transactions that run, so that what must not meet them can wait: closing, opening anew, a new map size.
///
/// `@unchecked`: the count is atomic, and all else is reached only under the mutex, whose memory is this object's own.
final class TransactionGate: @unchecked Sendable {
    /// How many are inside, with the bits below.
    private let state = Atomic<Int>(0)
    private static let closed = 1 << 60
    private static let exclusive = 1 << 61
    private static let flags = closed | exclusive

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
        pthread_mutex_init(mutex, nil)
        // The clock of the day may be set while somebody waits.
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(changed, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    /// Whether nobody gets in.
    var isClosed: Bool { state.load(ordering: .acquiring) & Self.closed != 0 }

    /// Whether somebody is inside alone, or waits to be.
    var isExclusive: Bool { state.load(ordering: .acquiring) & Self.exclusive != 0 }

    /// Whether nobody is inside and nobody gets in.
    var isClosedAndEmpty: Bool { state.load(ordering: .acquiring) == Self.closed }

    /// Goes in, after waiting for an exclusive piece of work. False if the gate is closed.
    func enter() -> Bool {
        while true {
            let seen = state.load(ordering: .relaxed)
            if seen & Self.flags == 0 {
                let result = state.weakCompareExchange(
                    expected: seen, desired: seen + 1, ordering: .acquiring)
                if result.exchanged { return true }
            } else if seen & Self.closed != 0 {
                return false
            } else {
                locked { wait(while: { $0 & Self.exclusive != 0 }) }
            }
        }
    }

    /// Goes out. True if that was the last one and the gate is closed.
    func leave() -> Bool {
        while true {
            let seen = state.load(ordering: .relaxed)
            if seen & Self.flags == 0 {
                let result = state.weakCompareExchange(
                    expected: seen, desired: seen - 1, ordering: .releasing)
                if result.exchanged { return false }
            } else {
                // Under the mutex, as whoever waits for the last one may free this object once it sees the count.
                return locked {
                    let left = state.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue
                    pthread_cond_broadcast(changed)
                    return left == Self.closed
                }
            }
        }
    }

    /// Lets nobody in any more.
    func close() {
        locked { _ = state.bitwiseOr(Self.closed, ordering: .acquiringAndReleasing) }
    }

    /// Lets them in again.
    func reopen() {
        locked { _ = state.bitwiseAnd(~Self.closed, ordering: .acquiringAndReleasing) }
    }

    /// Waits until `condition` is told to look again and holds.
    func wait(until condition: () -> Bool) {
        locked { while !condition() { pthread_cond_wait(changed, mutex) } }
    }

    /// Tells those who wait to look again.
    func notify() {
        locked { _ = pthread_cond_broadcast(changed) }
    }

    /// How work that must be done while nobody is inside went.
    enum Outcome<Result> {
        case done(Result)
        /// Somebody else did such work meanwhile, or the gate is closed.
        case superfluous
        /// Those who are inside stay there.
        case busy
    }

    /// Runs `body` while nobody is inside. Waits up to a second for those who are.
    func alone<Result>(_ body: () -> Result) -> Outcome<Result> {
        locked {
            guard state.load(ordering: .relaxed) & Self.flags == 0 else {
                wait(while: { $0 & Self.exclusive != 0 })
                return .superfluous
            }
            _ = state.bitwiseOr(Self.exclusive, ordering: .acquiringAndReleasing)
            defer {
                _ = state.bitwiseAnd(~Self.exclusive, ordering: .acquiringAndReleasing)
                pthread_cond_broadcast(changed)
            }
            return waitForLast(seconds: 1) ? .done(body()) : .busy
        }
    }
}

extension TransactionGate {
    private func locked<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }

    private func wait(while condition: (Int) -> Bool) {
        while condition(state.load(ordering: .acquiring)) { pthread_cond_wait(changed, mutex) }
    }

    private func waitForLast(seconds: Int) -> Bool {
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        deadline.tv_sec += seconds
        while state.load(ordering: .acquiring) & ~Self.flags != 0 {
            if pthread_cond_timedwait(changed, mutex, &deadline) != 0 { return false }
        }
        return true
    }
}
