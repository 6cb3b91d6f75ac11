import Glibc

/// A mutex and its conditions around some state (a Hoare-style monitor), for threads that must sleep until the
/// state has changed, which `Synchronization.Mutex` can't do.
///
/// `@unchecked Sendable`: `state` is only reached through `withLock` and `Lock`, both of which hold the mutex.
final class Monitor<State>: @unchecked Sendable {
    /// What a thread sleeps on. Only to be used with the monitor that made it.
    ///
    /// `@unchecked Sendable`: POSIX condition variables may be used by any thread.
    final class Condition: @unchecked Sendable {
        fileprivate let variable = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

        init() {
            variable.initialize(to: pthread_cond_t())
            pthread_cond_init(variable, nil)
        }

        deinit {
            pthread_cond_destroy(variable)
            variable.deallocate()
        }

        /// Wakes one thread that sleeps on this condition.
        func signal() { pthread_cond_signal(variable) }

        /// Wakes every thread that sleeps on this condition.
        func broadcast() { pthread_cond_broadcast(variable) }
    }

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var state: State

    init(_ state: State) {
        self.state = state
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Runs `body` with the mutex held. `body` may sleep through `wait`, which lets go of it meanwhile.
    func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&state)
    }

    /// Sleeps on `condition` until `isReached`, then runs `body`, all under the mutex.
    func wait<Result>(
        on condition: Condition, until isReached: (State) -> Bool, then body: (inout State) -> Result
    ) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while !isReached(state) {
            pthread_cond_wait(condition.variable, mutex)
        }
        return body(&state)
    }
}
