internal import Glibc

extension SharedEnvironment {
    /// Insists that the files which are open are those that the next process would open.
    ///
    /// What is written to a deleted file goes with its last user, and beside another lock file two processes would write
    /// at once.
    func requireFiles(during operation: LMDBError.Operation) throws(LMDBError) {
        let files = [(EnvironmentFiles.dataPath(in: path), identity as FileIdentity?)]
        for (file, opened) in files + [(EnvironmentFiles.lockPath(in: path), lockIdentity)] {
            guard let opened else { continue }
            let found = FileIdentity.status(of: file)?.identity
            // Where it can't be seen, for want of permission, it may well be there.
            if found == opened || found == nil && errno != ENOENT && errno != ENOTDIR { continue }
            throw LMDBError(.removed, during: operation, subject: path)
        }
    }
}
