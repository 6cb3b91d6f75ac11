public import Cadastre
public import EntityStore
import Synchronization

/// A clock that a test sets. It stands still between.
public final class TestClock: Sendable {
    private let moment: Mutex<Timestamp>

    /// A clock that says 2026-03-01T12:00:00Z unless told otherwise.
    public init(_ start: Timestamp = Timestamp(milliseconds: 1_772_366_400_000)) {
        moment = Mutex(start)
    }

    /// The clock as the register reads it.
    public var wallClock: WallClock { WallClock { self.now } }

    /// What it says.
    public var now: Timestamp { moment.withLock { $0 } }

    /// Sets it forward, or back where negative.
    public func advance(seconds: Int64 = 0, milliseconds: Int64 = 0) {
        moment.withLock { $0 = Timestamp(milliseconds: $0.milliseconds + seconds * 1_000 + milliseconds) }
    }
}
