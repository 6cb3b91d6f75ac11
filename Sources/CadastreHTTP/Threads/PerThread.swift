import Synchronization

/// A value for each thread, so that none waits for another which the system has put to sleep with a lock.
///
/// Threads that are 64 or more numbers apart may share one, which the lock is for, and for whoever looks at all.
final class PerThread<Value: Sendable>: Sendable {
    private final class Place: Sendable {
        let value: Mutex<Value>

        init(_ value: Value) { self.value = Mutex(value) }
    }

    private static var count: Int { 64 }

    private let places: [Place]

    /// All begin as `value`.
    init(_ value: Value) {
        places = (0..<Self.count).map { _ in Place(value) }
    }

    /// Looks at the value of the thread that asks.
    func withOwn<Result>(_ body: (inout sending Value) -> sending Result) -> sending Result {
        places[ThreadNumber.current % Self.count].value.withLock(body)
    }

    /// Takes the values of all, and puts another in their place.
    func replaceAll(by value: Value) -> [Value] {
        places.map { place in
            place.value.withLock { own in
                defer { own = value }
                return own
            }
        }
    }
}
