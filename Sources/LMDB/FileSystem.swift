internal import CLMDB
internal import Glibc

/// What the system tells of the file system that a path is on.
public struct FileSystem: Sendable, Equatable {
    /// `f_type` of `statfs`.
    public let type: UInt32
    /// The bytes that this process may still use.
    public let freeBytes: Int
    /// All of them.
    public let totalBytes: Int
    /// How many more files it takes; `nil` where it has no bound.
    public let freeFiles: Int?
    /// Whether it is mounted for reading only.
    public let isReadOnly: Bool

    /// The file system that `path` is on. `nil` where the system does not tell: `errno` says why.
    public init?(of path: String) {
        var status = statfs()
        guard statfs(path, &status) == 0 else { return nil }
        let size = Int(clamping: status.f_frsize > 0 ? status.f_frsize : status.f_bsize)
        type = UInt32(truncatingIfNeeded: status.f_type)
        freeBytes = Self.product(Int(clamping: status.f_bavail), size)
        totalBytes = Self.product(Int(clamping: status.f_blocks), size)
        freeFiles = status.f_files > 0 ? Int(clamping: status.f_ffree) : nil
        isReadOnly = Int(status.f_flags) & Int(ST_RDONLY) != 0
    }

    private static func product(_ left: Int, _ right: Int) -> Int {
        let (product, overflows) = left.multipliedReportingOverflow(by: right)
        return overflows ? .max : product
    }

    /// Whether other machines reach its files.
    public var isNetwork: Bool { NetworkFileSystem.types.contains(type) }

    /// Whether its files go with the machine's power.
    public var isVolatile: Bool { [0x0102_1994, 0x8584_58F6].contains(type) }

    /// What people call it, or its number.
    public var name: String { Self.names[type] ?? "0x" + String(type, radix: 16) }

    private static let names: [UInt32: String] = [
        0xEF53: "ext4", 0x9123_683E: "btrfs", 0x5846_5342: "xfs", 0x0102_1994: "tmpfs", 0x8584_58F6: "ramfs",
        0x794C_7630: "overlay", 0x2FC1_2FC1: "zfs", 0xF2F5_2010: "f2fs", 0x6573_5546: "fuse", 0x6969: "nfs",
        0x517B: "smb", 0xFF53_4D42: "cifs", 0xFE53_4D42: "smb2", 0x00C3_6400: "ceph", 0xCA45_1A4E: "bcachefs",
    ]
}
