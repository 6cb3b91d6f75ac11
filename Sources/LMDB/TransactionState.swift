/// What a running transaction is made of. It lives in memory of its own, as methods that borrow a transaction change it.
@usableFromInline struct TransactionState {
    /// LMDB's transaction; the innermost of nested ones.
    var raw: OpaquePointer
    /// The transactions around it, the outermost first, and whether each has failed.
    var outer: [(raw: OpaquePointer, hasFailed: Bool)] = []
    /// Whether an operation failed in a way after which LMDB lets the transaction only be aborted.
    var hasFailed = false
    /// Whether only the head-room is left, so that what makes the file grow is refused.
    var isNearlyFull = false
    /// How many closures hold page bytes or a cursor. A change would pull the pages from under them.
    @usableFromInline var lends = 0
    /// Alive while the transaction is, as the gate of the environment counts it; so nothing is retained on the way of
    /// a read, nor for what is copied from it below.
    let environment: Unmanaged<SharedEnvironment>
    let serial: UInt32
    let mark: OwningProcess.Mark

    init(_ raw: OpaquePointer, of environment: SharedEnvironment) {
        self.raw = raw
        self.environment = .passUnretained(environment)
        serial = environment.serial
        mark = environment.mark
    }
}
