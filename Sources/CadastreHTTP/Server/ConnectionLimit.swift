import Glibc
import Hummingbird
import HummingbirdCore

/// How many connections a listener has at once; those above wait in the system's queue until one goes.
struct ConnectionLimit: AvailableConnectionsDelegate {
    /// What a process needs besides connections: the store's files, the log, the listeners, threads.
    private static let otherFiles = 64

    private let maximum: Int
    private let metrics: RequestMetrics
    private var open = 0

    /// - Parameter maximum: The most connections; fewer where the process may not open as many files.
    init(_ maximum: Int, metrics: RequestMetrics) {
        self.metrics = metrics
        var files = rlimit()
        let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files) == 0
        let possible = isKnown ? Int(clamping: files.rlim_cur) - Self.otherFiles : maximum
        self.maximum = max(1, min(maximum, possible))
    }

    mutating func connectionOpened() {
        open += 1
        metrics.connectionOpened()
    }

    mutating func connectionClosed() {
        open -= 1
        metrics.connectionClosed()
    }

    func isAcceptingNewConnections() -> Bool { open < maximum }
}
