extension Environment {
    /// The size and the readers of an environment, for all processes that have it open.
    public struct Information: Sendable, Equatable {
        /// The bytes of address space that were got; the bound of the data file in this process.
        public let addressSpace: Int
        /// The bytes of a page.
        public let pageSize: Int
        /// The bytes of the pages up to the last one that was ever used, free ones among them.
        public let usedBytes: Int
        /// The bytes of the data file. May be a little less than ``usedBytes``, where the last pages are free.
        public let fileSize: Int
        /// How many read transactions may run at once in all processes.
        public let maximumReaders: Int
        /// How many read transactions run now, those of dead processes among them.
        public let readers: Int
        /// The snapshot of the oldest read transaction that runs. Pages freed since then can't be used again.
        public let oldestReader: Int?
        /// The process that runs it, by its number.
        public let oldestReaderProcess: Int?
        /// The number of the last transaction that was committed.
        public let lastTransaction: Int
    }

    /// How large the environment is and who reads it, now.
    public var information: Information {
        get throws(LMDBError) {
            try checkOpen(.inspect)
            return try shared.information()
        }
    }
}
