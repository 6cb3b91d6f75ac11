/// Something that is wrong with a store or with the machine around it, or worth knowing.
public enum Finding: Sendable, Equatable {
    /// There is no store in the directory.
    case missing
    /// The store can't be opened, for the reason that the error tells.
    case cannotOpen(StoreError)
    /// Its making was stopped before anything was in it.
    case halfMade
    /// Something in it can't be read.
    case damaged(String)
    /// Another process is building an index, or was stopped while it did.
    case indexUnbuilt(collection: CollectionName, index: String)
    /// Writes are refused.
    case writesRefused(WriteRefusal)
    /// Less is free on the disk than should be.
    case diskLow(freeBytes: Int, neededBytes: Int)
    /// The file system takes hardly any more files.
    case filesLow(free: Int)
    /// Most of the address space is used up.
    case addressSpaceLow(usedBytes: Int, ofBytes: Int)
    /// The system has refused the address space that was asked for.
    case addressSpaceReduced(gotBytes: Int, wantedBytes: Int)
    /// A read keeps what was replaced since from being used again, so that the file grows.
    case readHeld(process: Int?, commits: Int)
    /// Most of the slots for reads are taken.
    case readersLow(used: Int, of: Int)
    /// Others on the machine can read the store, or change it.
    case notPrivate
    /// A file belongs to another user than the directory.
    case foreignFile(name: String, owner: UInt32, directoryOwner: UInt32)
    /// The newest record is of the future, or the clock was set back.
    case clockBehind(seconds: Int)
    /// The machine's clock can't be right.
    case clockWrong
    /// Acknowledged writes may be lost in a power cut.
    case relaxedDurability
    /// The file system is that of other machines.
    case networkFileSystem(String)
    /// The files go with the machine's power.
    case volatileFileSystem(String)
    /// A process may open few files.
    case fewDescriptors(limit: Int)
    /// A backup or a restore was stopped, and has left this behind.
    case leftover(String)

    /// How bad it is.
    public enum Severity: String, Sendable, CaseIterable {
        /// Something has to be done.
        case wrong
        /// It may be meant so.
        case notice
    }
}
