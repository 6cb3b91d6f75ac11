internal import CLMDB
internal import Glibc

/// The file of LMDB's locks and reader slots, which LMDB makes with holes and maps for writing: on a full disk, the first
/// touch of a hole would kill the process.
///
/// Like the data file, it must not be touched by plain calls while the process has the environment open.
struct LockFile {
    let path: String
    let maximumReaders: Int

    /// The bytes of a slot, and what is in front of them at most.
    private static let slot = 64
    private static let header = 512

    /// Takes the space that LMDB will need, without changing the size of the file: LMDB tells a new one by that.
    ///
    /// - Returns: `ENOSPC` or `EDQUOT` where there is none; 0 otherwise. What else may be wrong, LMDB finds as well.
    func reserveSpace() -> Int32 {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { return [ENOSPC, EDQUOT].contains(errno) ? errno : 0 }
        defer { close(file) }
        let count = off_t(Self.header + Self.slot * maximumReaders)
        guard fallocate(file, FALLOC_FL_KEEP_SIZE, 0, count) != 0 else { return 0 }
        return [ENOSPC, EDQUOT].contains(errno) ? errno : 0
    }
}
