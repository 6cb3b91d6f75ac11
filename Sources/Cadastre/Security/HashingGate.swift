import Glibc
import Synchronization

/// How many passwords are hashed at once: as many as there are cores, and a bounded number waits.
///
/// Hashing is meant to be slow. Without a bound a few hundred logins a second would take all memory and all cores, and
/// everybody's reads with them.
///
/// `@unchecked Sendable`: the semaphore lives as long as the gate, and POSIX lets any thread use it.
final class HashingGate: @unchecked Sendable {
    /// How long whoever finds the queue full should wait, in seconds: a full queue is through in less.
    static let retryAfter = 1

    private let places: UnsafeMutablePointer<sem_t>
    private let inside = Atomic<Int>(0)
    /// How many may be inside.
    let capacity: Int

    /// - Parameters:
    ///   - width: How many hash at once; at least 1.
    ///   - queue: How many may wait for a place.
    init(width: Int, queue: Int) {
        capacity = max(1, width) + max(0, queue)
        places = .allocate(capacity: 1)
        places.initialize(to: sem_t())
        sem_init(places, 0, UInt32(clamping: max(1, width)))
    }

    /// A gate for this machine: one place for each core that is on line, and 16 in the queue for each place.
    convenience init() {
        let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        self.init(width: cores, queue: 16 * cores)
    }

    deinit {
        sem_destroy(places)
        places.deallocate()
    }

    /// How many are inside: those that hash, and those that wait.
    var count: Int { inside.load(ordering: .relaxed) }

    /// Waits for a place and runs `body` in it, on this thread.
    ///
    /// - Throws: `.busy` at once where too many wait already; what `body` throws.
    func run<Result>(_ body: () throws(RegistryError) -> Result) throws(RegistryError) -> Result {
        defer { inside.subtract(1, ordering: .relaxed) }
        guard inside.add(1, ordering: .relaxed).newValue <= capacity else { throw .busy(retryAfter: Self.retryAfter) }
        // A signal may wake the thread before its turn.
        while sem_wait(places) != 0 {}
        defer { sem_post(places) }
        return try body()
    }
}
