/// Why a store that can be read takes no writes for now, or none that make it grow.
public enum WriteRefusal: String, Sendable, CaseIterable {
    /// It was opened for reading.
    case openForReading = "open-for-reading"
    /// Its file system is mounted for reading only.
    case readOnlyFileSystem = "read-only-file-system"
    /// The file system has no room left, or the quota.
    case diskFull = "disk-full"
    /// The address space that was reserved is used up, but for what is kept for deleting.
    case addressSpaceFull = "address-space-full"
    /// Another process has changed the set of indexes: this one has to be restarted.
    case outdated
    /// The system fails to write: the last write met it.
    case failing
}

extension WriteRefusal: CustomStringConvertible {
    /// A sentence for whoever runs the program: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .openForReading: "The store is open for reading only. Open it for writing."
        case .readOnlyFileSystem: "The file system is mounted for reading only. Mount it for writing."
        case .diskFull: "The disk is full, or the quota. Free space: writing goes on by itself."
        case .addressSpaceFull: "The address space is used up. Delete something, or open with a larger address space."
        case .outdated:
            "Another process has changed the indexes. Restart this one with the same version of the program."
        case .failing: "The system failed to write. Check the device and the system's log."
        }
    }
}
