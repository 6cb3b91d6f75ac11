/// How a store is opened.
public struct StoreOptions: Sendable, Equatable {
    /// When a write is answered.
    public enum Durability: Sendable, Equatable {
        /// After it has reached the disk: an acknowledged write survives a power cut.
        case full
        /// Before its last page is known to have reached the disk: a power cut may take the last commit, whole;
        /// what is older is safe, and the store stays sound.
        case relaxed
    }

    /// Whether the system reads what lies around a page that it takes from the disk.
    public enum ReadAhead: Sendable, Equatable {
        /// On for a store of up to half of the memory that this process may use, off for a larger one. It is decided when
        /// the store is opened, by the machine's memory and the limits of the control group.
        case automatic
        /// For what reads all of a store: a copy, an export, a verification.
        case on
        /// For what reads here and there in a store that is larger than the memory.
        case off
    }

    /// When a write is answered. `full` unless chosen otherwise.
    public var durability = Durability.full
    /// How many bytes of address space to reserve: the bound on the file's size. 1 TiB unless chosen otherwise;
    /// less where the system refuses. The file itself grows only as data does.
    public var addressSpace = 1 << 40
    /// How many reads may run at once, over all processes. The first process to open the store decides.
    public var maximumReaders = 2_048
    /// Whether the store may be changed.
    public var isReadOnly = false
    /// Whether a missing store is made, or refused.
    public var createsMissing = true
    /// Whether a store on a network file system is allowed, where locks and memory maps can't be trusted.
    public var allowsNetworkFileSystem = false
    /// Whether every page of the file is looked at before anything is read, and a store with damaged ones is refused as
    /// `StoreError.corrupt`. It takes a pass through the file, and what is done next can't meet a damaged page.
    public var examinesPages = false
    /// Whether the system reads ahead. `automatic` unless chosen otherwise. Where this process has the store open
    /// already, that counts.
    public var readAhead = ReadAhead.automatic
    /// How many writes may wait before further ones are refused as `StoreError.busy`.
    public var maximumQueuedWrites = 8_192
    /// How many writes one commit may carry.
    public var maximumBatch = 512

    /// The defaults.
    public init() {}
}
