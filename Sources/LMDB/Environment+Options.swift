extension Environment {
    /// How an environment is opened. All handles of one process on one environment must agree, but for what matters to
    /// the first alone: ``createsMissing``, ``allowsNetworkFileSystem`` and ``readAhead``.
    public struct Options: Sendable, Equatable {
        /// What a commit promises when the machine loses power. Either way a process that dies loses nothing.
        public enum Durability: Sendable {
            /// A transaction that was committed is there.
            case full
            /// The last transaction that was committed may be gone, and then wholly; the file stays sound
            /// (`MDB_NOMETASYNC`).
            case relaxed
        }

        /// The bytes of address space to ask for: the bound of the data file. It costs nothing until it is used.
        ///
        /// Where the system refuses, half as much is asked for, and so on down to ``minimumAddressSpace`` or this
        /// value if it is smaller; ``Environment/Information/addressSpace`` says what was got.
        public var addressSpace = 1 << 40
        /// How many read transactions may run at once in all processes. Counts for whoever opens the environment
        /// while nobody has it open; the others get what that one asked for.
        public var maximumReaders = 2048
        /// How many named databases may be open.
        public var maximumDatabases = 128
        /// What a commit promises.
        public var durability = Durability.full
        /// Refuses every change.
        public var isReadOnly = false
        /// Makes the directory (0700; its parent must exist) and the files (0600) if they are missing.
        public var createsMissing = true
        /// Opens on a network file system too. LMDB's locks and memory map work there at best while one machine uses
        /// the environment.
        public var allowsNetworkFileSystem = false
        /// Whether the kernel reads ahead. A hint, of no matter for what is read.
        public var readAhead = ReadAhead.automatic

        /// The least address space that is settled for where more was asked.
        public static let minimumAddressSpace = 1 << 30

        /// The defaults: 1 TiB, 2,048 readers, 128 databases, full durability, made if missing.
        public init() {}

        /// Whether an environment that was opened so can be had by these options too.
        func agrees(with open: Options) -> Bool {
            var wanted = self
            wanted.createsMissing = open.createsMissing
            wanted.allowsNetworkFileSystem = open.allowsNetworkFileSystem
            wanted.readAhead = open.readAhead
            return wanted == open
        }
    }
}
