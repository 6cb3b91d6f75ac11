internal import CLMDB
internal import Glibc

extension Environment {
    /// Writes a consistent, compacted copy into `directory`, while others read and write.
    ///
    /// The directory is made (0700) if it is missing, and must not hold an environment; the file is 0600. When this
    /// returns, the copy is on disk. The copy is a read transaction for as long as it takes.
    ///
    /// - Throws: Why there is no copy. What was written of it is removed.
    public func copy(to directory: String) throws(LMDBError) {
        try checkOpen(.copyEnvironment)
        // LMDB takes a reader slot of its own, and does not look for dead readers if there is none.
        _ = try shared.clearDeadReaders()
        let raw = try shared.enterOpen(.copyEnvironment)
        defer { shared.leave() }
        try Directory.make(directory, during: .copyEnvironment)
        let path = EnvironmentFiles.dataPath(in: directory)
        // LMDB would make it readable for all.
        let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw LMDBError(code: errno, during: .copyEnvironment, subject: path) }
        var code = mdb_env_copyfd2(raw, file, UInt32(MDB_CP_COMPACT))
        if code == MDB_SUCCESS, fsync(file) != 0 { code = errno }
        Glibc.close(file)
        if code == MDB_SUCCESS { code = Directory.synchronise(directory) }
        if code == MDB_SUCCESS { code = Directory.synchronise(directory + "/..") }
        guard code != MDB_SUCCESS else { return }
        unlink(path)
        throw LMDBError(code: code, during: .copyEnvironment, subject: directory)
    }
}
