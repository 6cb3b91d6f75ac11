import ServiceLifecycle
import Synchronization

/// The time between the order to stop and the end of taking connections: `/readyz` says no, and whoever sends requests
/// here can send them elsewhere before any is refused.
///
/// Stands last in a group of services, which are told to stop from the last to the first, each when the one before it
/// has ended.
final class Drain: Service {
    private let time: Duration
    private let hasBegun = Atomic(false)

    init(for time: Duration = .zero) { self.time = time }

    /// Whether the server has been told to stop.
    var isUnderWay: Bool { hasBegun.load(ordering: .relaxed) }

    func run() async throws {
        // Both end early where the group is cancelled.
        try? await gracefulShutdown()
        hasBegun.store(true, ordering: .relaxed)
        try? await Task.sleep(for: time)
    }
}
