/// A write that waits for the commit that will carry it.
///
/// Handed from the thread that asks to the thread that leads, and back, by the commit queue's monitor; no two
/// threads touch one at the same time.
class QueuedWrite {
    /// When the asking thread sleeps until the outcome is final.
    enum Wait {
        case now, later
        /// A completion is called instead.
        case never
    }

    /// What the asking thread sleeps on; `nil` where it never does.
    let wakeUp: Monitor<CommitQueue.State>.Condition?
    /// Whether the asking thread goes on, so that another one must lead.
    let isSubmitted: Bool
    /// Whether it has a commit of its own.
    let isAlone: Bool
    /// Whether the outcome is final. Guarded by the commit queue's monitor.
    var isSettled = false

    init(wait: Wait, isAlone: Bool) {
        wakeUp = wait == .never ? nil : Monitor<CommitQueue.State>.Condition()
        isSubmitted = wait != .now
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
