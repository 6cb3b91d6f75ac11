/// A snapshot. It never waits for a writer, and no writer waits for it.
///
/// It may be used on any thread, by one at a time. While it lives, pages that it can see are not used again and the
/// file may grow: end it soon. It ends when it goes out of scope, or by ``end()``.
public struct ReadTransaction: ~Copyable, Transaction {
    /// The inside, for this module only.
    public let handle: TransactionHandle

    init(_ state: UnsafeMutablePointer<TransactionState>) { handle = TransactionHandle(state) }

    deinit { handle.state.pointee.environment._withUnsafeGuaranteedRef { $0.endRead(handle.state) } }

    /// Ends it now.
    public consuming func end() {}
}
