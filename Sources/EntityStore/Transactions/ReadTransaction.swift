import LMDB

/// A snapshot of the store, for reading. ``Store/read(_:)`` lends one.
///
/// It never waits for a writer and no writer waits for it; but while it lives the store can't use again the space of
/// what it may still see. So it should be short, and is never held across anything that waits.
public struct ReadTransaction: ~Copyable, StoreTransaction {
    private let engine: LMDB.ReadTransaction
    private let storage: Storage

    init(_ engine: consuming LMDB.ReadTransaction, of storage: Storage) {
        self.engine = engine
        self.storage = storage
    }

    /// What is read from.
    public var snapshot: Snapshot {
        Snapshot(engine: EngineReader(handle: engine.handle), storage: storage, progress: nil)
    }
}
