/// How large a store is, who reads it, and what has been written, now.
public struct StoreStatistics: Sendable, Equatable {
    /// How many entities each collection has that the program declares, in the order of its declaration.
    public struct Collection: Sendable, Equatable {
        /// The collection.
        public let name: CollectionName
        /// How many entities it has.
        public let entities: Int
        /// How many entries its indexes have together.
        public let indexEntries: Int
    }

    /// The collections.
    public let collections: [Collection]

    /// The version of the format that the store is written in.
    public let format: Int
    /// How often the set of its indexes has changed.
    public let indexGeneration: UInt64

    /// How many bytes of address space are reserved: the bound of the file's size.
    public let addressSpace: Int
    /// How many of those are in use, free pages in between among them.
    public let usedBytes: Int
    /// How many bytes the data file has.
    public let fileSize: Int

    /// How many reads run in all processes.
    public let readers: Int
    /// How many reads may run at once in all processes.
    public let maximumReaders: Int
    /// For how many seconds the oldest read of all processes has been seen to lag, by this store object: 0 when it asks
    /// for the first time, or where none lags. Ask now and then, as a metric is scraped.
    public let oldestReadSeconds: Double
    /// How many commits the oldest read of all processes lags behind: what was replaced since then takes up space.
    public let oldestReadLag: Int

    /// How many commits this store object has made.
    public let commits: Int
    /// How many writes those commits carried.
    public let writes: Int
    /// How many writes wait for their commit in this process.
    public let waitingWrites: Int
    /// Why the store takes no writes now: see ``Store/writeRefusal``.
    public let writeRefusal: WriteRefusal?
}
