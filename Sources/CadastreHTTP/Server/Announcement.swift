import Synchronization

/// Says that a server listens, once each of its listeners does: whoever reads it may send to any of them.
final class Announcement: Sendable {
    private struct Progress {
        var missing: Int
        var main: ListenAddress?
    }

    private let progress: Mutex<Progress>
    private let announce: @Sendable (ListenAddress) -> Void

    /// - Parameters:
    ///   - count: How many listeners there are.
    ///   - announce: Told the main listener's address when all take connections.
    init(ofListeners count: Int, _ announce: @escaping @Sendable (ListenAddress) -> Void) {
        progress = Mutex(Progress(missing: count))
        self.announce = announce
    }

    /// Notes that a listener takes connections.
    ///
    /// - Parameter main: Its address, where it is the main one.
    func note(main: ListenAddress? = nil) {
        let address = progress.withLock { progress -> ListenAddress? in
            progress.missing -= 1
            if let main { progress.main = main }
            return progress.missing == 0 ? progress.main : nil
        }
        if let address { announce(address) }
    }
}
