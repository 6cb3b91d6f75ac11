/// A write that was begun, and whose outcome is waited for later.
///
/// It is carried out whether anybody waits or not. Not for more than one thread at a time.
public struct PendingWrite<Result: Sendable> {
    private let write: TypedWrite<Result>
    private let queue: CommitQueue

    init(_ write: TypedWrite<Result>, in queue: CommitQueue) {
        self.write = write
        self.queue = queue
    }

    /// Sleeps until the commit has returned or failed.
    ///
    /// - Returns: What the body returned.
    /// - Throws: What the body throws; the failure of the commit; `.misuse` in a child of the process that began the
    ///   write, and inside the body of another one.
    public func outcome() throws -> Result {
        try queue.wait(for: write)
        return try write.outcome.get()
    }
}
