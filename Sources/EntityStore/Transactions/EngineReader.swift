import LMDB

/// The reading side of the engine's transaction, whichever kind it is. Valid while that transaction runs.
struct EngineReader: LMDB.Transaction {
    let handle: TransactionHandle
}
