internal import CLMDB
internal import Glibc

/// The making of a data file: it has its name only once it is whole and on disk.
///
/// LMDB writes a new file's two meta pages in place: after a power cut, half of them may be there, which LMDB takes for a
/// file that is none of its own.
struct NewDataFile {
    let directory: String

    /// Enough for a file that is empty. Whoever opens it says how much there shall be.
    private static let addressSpace = 1 << 16

    private var path: String { EnvironmentFiles.dataPath(in: directory) }
    /// What a process left here that was killed is written over.
    private var draft: String { path + ".new" }

    /// Makes the file, unless another process does. Where the file system has no locks for it, nothing is made: LMDB will.
    func make() throws(LMDBError) {
        let lock = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { throw error(errno) }
        // Which lets go of the lock.
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { return }
        }
        if FileIdentity.status(of: path) != nil { return }
        unlink(draft)
        var code = write()
        if code == MDB_SUCCESS, rename(draft, path) != 0 { code = errno }
        guard code != MDB_SUCCESS else { return }
        unlink(draft)
        throw error(code)
    }

    /// Has LMDB write an empty file. Returns a code of its own, or of the system.
    private func write() -> Int32 {
        var created: OpaquePointer?
        var code = mdb_env_create(&created)
        guard code == MDB_SUCCESS, let raw = created else { return code }
        defer { mdb_env_close(raw) }
        code = mdb_env_set_mapsize(raw, Self.addressSpace)
        if code == MDB_SUCCESS { code = mdb_env_open(raw, draft, UInt32(MDB_NOSUBDIR | MDB_NOLOCK), 0o600) }
        if code == MDB_SUCCESS { code = mdb_env_sync(raw, 1) }
        return code
    }

    private func error(_ code: Int32) -> LMDBError {
        LMDBError(code: code, during: .openEnvironment, subject: directory)
    }
}
