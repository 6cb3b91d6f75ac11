/// What a running transaction is made of. It lives in memory of its own, as methods that borrow a transaction change it.
@usableFromInline struct TransactionState {
    /// LMDB's transaction; the innermost of nested ones.
    var raw: OpaquePointer
    /// The transactions around it, the outermost first, and whether each has failed.
    var outer: [(raw: OpaquePointer, hasFailed: Bool)] = []
    /// Whether an operation failed in a way after which LMDB lets the transaction only be aborted.
    var hasFailed = false
    /// How many closures hold page bytes or a cursor. A change would pull the pages from under them.
    @usableFromInline var lends = 0
    /// Alive while the transaction is: the gate of the environment counts it.
    unowned(unsafe) let environment: SharedEnvironment

    init(_ raw: OpaquePointer, of environment: SharedEnvironment) {
        self.raw = raw
        self.environment = environment
    }
}
