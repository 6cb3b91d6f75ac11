public import EntityStore

/// Where the register gets the time from: the system, unless a test says otherwise.
public struct WallClock: Sendable {
    private let read: @Sendable () -> Timestamp

    /// The system's clock.
    public static let system = WallClock { Timestamp.now }

    /// A clock that says what `read` returns. It may be called on any thread.
    public init(_ read: @escaping @Sendable () -> Timestamp) {
        self.read = read
    }

    /// What the clock says.
    public var now: Timestamp { read() }

    /// The moment of a change of what was last changed at `previous`: now, and later than that whatever the clock says.
    func moment(after previous: Timestamp) -> Timestamp {
        max(now, Timestamp(milliseconds: previous.milliseconds + 1))
    }
}
