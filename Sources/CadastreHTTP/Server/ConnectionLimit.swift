import Glibc
import Hummingbird
import HummingbirdCore

/// How many connections a listener has at once.
///
/// With the last of them another one has to go (``OpenConnections``); those that come before it has wait in the system's
/// queue.
struct ConnectionLimit: AvailableConnectionsDelegate {
    /// What a process needs besides connections: the store's files, the log, the listeners, threads.
    private static let otherFiles = 64

    private let maximum: Int
    private let connections: OpenConnections
    private let metrics: RequestMetrics
    private var open = 0

    /// - Parameters:
    ///   - maximum: The most connections; fewer where the process may not open as many files.
    ///   - connections: Those of the listener.
    ///   - metrics: What counts them.
    init(_ maximum: Int, of connections: OpenConnections, metrics: RequestMetrics) {
        self.connections = connections
        self.metrics = metrics
        var files = rlimit()
        let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files) == 0
        let possible = isKnown ? Int(clamping: files.rlim_cur) - Self.otherFiles : maximum
        self.maximum = max(1, min(maximum, possible))
    }

    mutating func connectionOpened() {
        open += 1
        metrics.connectionOpened()
        // The new one is not among them yet, so that it is not the one to go.
        if open >= maximum { connections.makeRoom() }
    }

    mutating func connectionClosed() {
        open -= 1
        metrics.connectionClosed()
        connections.roomCameAbout()
    }

    func isAcceptingNewConnections() -> Bool { open < maximum }
}
