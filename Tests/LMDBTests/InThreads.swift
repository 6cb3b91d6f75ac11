import Dispatch
import Synchronization

/// Runs `body` so many times at once, on threads. Throws what the first of them threw that failed: an expectation that
/// fails on a thread of its own is lost.
func inThreads(_ count: Int, _ body: @Sendable () throws -> Void) throws {
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: count) { _ in
        do {
            try body()
        } catch {
            failure.withLock { $0 = $0 ?? error }
        }
    }
    if let error = failure.withLock({ $0 }) { throw error }
}

/// What a thread of a test saw and should not have seen.
struct Unexpected: Error {
    let value: String
}

/// Throws where what a thread of a test sees is not what it should see.
func require<Value: Equatable>(_ seen: Value, is expected: Value) throws {
    guard seen == expected else { throw Unexpected(value: "\(seen) instead of \(expected)") }
}
