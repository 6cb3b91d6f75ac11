/// What a look at a store and at the machine around it has found: see ``Store/diagnose(_:options:)``.
public struct Diagnosis: Sendable, Equatable {
    /// The directory that was looked at.
    public let path: String
    /// What is wrong, or worth knowing, the worst first.
    public internal(set) var findings: [Finding] = []

    /// The file system; `nil` where the system does not tell.
    public internal(set) var fileSystem: FileSystemState?
    /// How large the data file is, in bytes; `nil` where there is none.
    public internal(set) var fileSize: Int?
    /// The state of the store; `nil` where it can't be opened.
    public internal(set) var store: StoreStatistics?
    /// When the newest record was made; `nil` where there is none, or the store can't be opened.
    public internal(set) var newestRecord: Timestamp?
    /// What the machine's clock said.
    public let time: Timestamp
    /// How many files the process that looked may open.
    public internal(set) var descriptors: Int?
    /// The version of the library below the store.
    public internal(set) var engineVersion = ""

    /// Whether nothing is wrong.
    public var isFine: Bool { !findings.contains { $0.severity == .wrong } }

    /// What the system tells of the store's file system.
    public struct FileSystemState: Sendable, Equatable {
        /// What people call its type.
        public let type: String
        /// How many bytes are free, and how many there are.
        public let freeBytes: Int
        /// All bytes of it.
        public let totalBytes: Int
        /// How many more files it takes; `nil` where it has no bound.
        public let freeFiles: Int?
    }
}
