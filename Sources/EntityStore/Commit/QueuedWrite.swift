/// A write that waits for the commit that will carry it.
///
/// Handed from the thread that asks to the thread that leads, and back, by the commit queue's monitor; no two
/// threads touch one at the same time.
class QueuedWrite {
    /// What the asking thread sleeps on; `nil` where nobody waits and a completion is called instead.
    let wakeUp: Monitor<CommitQueue.State>.Condition?
    /// Whether it has a commit of its own.
    let isAlone: Bool
    /// Whether the outcome is final. Guarded by the commit queue's monitor.
    var isSettled = false

    init(blocks: Bool, isAlone: Bool) {
        wakeUp = blocks ? Monitor<CommitQueue.State>.Condition() : nil
        self.isAlone = isAlone
    }

    /// Runs the body and keeps its outcome.
    ///
    /// - Returns: Whether the body succeeded. Where it did not, what it wrote must be undone.
    func run(in transaction: borrowing WriteTransaction) -> Bool { false }

    /// Replaces the outcome: the commit, not the body, failed.
    func fail(with error: StoreError) {}

    /// Tells who asked, where that is by a completion.
    func complete() {}
}
