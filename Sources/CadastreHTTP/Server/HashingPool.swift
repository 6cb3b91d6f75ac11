import Cadastre
import NIOCore
import NIOPosix
import Synchronization

/// Runs the operations that hash a password, which take tens of milliseconds of a core, away from the threads that
/// serve others.
final class HashingPool: Sendable {
    /// How many may wait for each thread.
    private static let queueLength = 16
    private static let retryAfter = 1

    private let threads: NIOThreadPool
    private let capacity: Int
    private let inside = Atomic<Int>(0)

    /// A pool as wide as the machine has cores.
    init() {
        threads = NIOThreadPool(numberOfThreads: System.coreCount)
        capacity = System.coreCount * (1 + Self.queueLength)
        threads.start()
    }

    deinit {
        threads.shutdownGracefully { _ in }
    }

    /// How many are inside: those that run, and those that wait.
    var count: Int { inside.load(ordering: .relaxed) }

    /// Runs `operation` when its turn comes.
    ///
    /// - Throws: `.busy` at once where too many wait; what `operation` throws.
    func run<Result: Sendable>(
        _ operation: @escaping @Sendable () throws(RegistryError) -> Result
    ) async throws -> Result {
        defer { inside.subtract(1, ordering: .relaxed) }
        guard inside.add(1, ordering: .relaxed).newValue <= capacity else {
            throw RegistryError.busy(retryAfter: Self.retryAfter)
        }
        return try await threads.runIfActive { try operation() }
    }
}
