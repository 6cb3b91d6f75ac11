import Dispatch
import Foundation

/// A thread of a test's own. Tests share few threads, and so do the queues of the system: work that a test waits for
/// must not wait for one of those.
public final class BackgroundThread: Sendable {
    private let isOver = DispatchSemaphore(value: 0)

    /// Runs `body` on a new thread.
    public init(_ body: @escaping @Sendable () -> Void) {
        let isOver = isOver
        Thread.detachNewThread {
            body()
            isOver.signal()
        }
    }

    /// Waits until the body has returned.
    public func join() {
        isOver.wait()
        isOver.signal()
    }
}
