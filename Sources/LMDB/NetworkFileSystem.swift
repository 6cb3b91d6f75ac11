internal import CLMDB
internal import Glibc

/// File systems whose files other machines reach. LMDB's locks and its map are those of one machine.
enum NetworkFileSystem {
    /// By `f_type` of `statfs`. FUSE is not among them: nearly all of it is local, and it does not say.
    static let types: Set<UInt32> = {
        let known = [
            NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, CEPH_SUPER_MAGIC, AFS_SUPER_MAGIC, AFS_FS_MAGIC, CODA_SUPER_MAGIC,
            NCP_SUPER_MAGIC, OCFS2_SUPER_MAGIC, V9FS_MAGIC,
        ]
        // Lustre, GPFS and GFS2 are not in Linux' own list.
        let others: [UInt32] = [0x0BD0_0BD0, 0x4750_4653, 0x0116_1970]
        return Set(known.map { UInt32($0) } + [CIFS_SUPER_MAGIC, SMB2_SUPER_MAGIC] + others)
    }()

    /// The type of the file system that `path` is on. `nil` where the system does not tell.
    static func type(of path: String) -> UInt32? {
        var status = statfs()
        return statfs(path, &status) == 0 ? UInt32(truncatingIfNeeded: status.f_type) : nil
    }
}
