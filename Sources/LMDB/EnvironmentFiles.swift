internal import CLMDB
internal import Glibc

/// The directory of an environment and how LMDB is made to open it.
struct EnvironmentFiles {
    let directory: String
    let options: Environment.Options

    private var dataPath: String { directory + "/data.mdb" }

    /// Opens the environment; makes it if it is missing and may be made.
    func open() throws(LMDBError) -> OpenedFile {
        try prepareDirectory()
        var addressSpace = options.addressSpace
        while true {
            let (code, raw) = open(addressSpace: addressSpace)
            if let raw { return try finish(raw) }
            guard code == ENOMEM, addressSpace > Environment.Options.minimumAddressSpace else {
                throw LMDBError(code: code, during: .openEnvironment, subject: directory)
            }
            addressSpace = max(addressSpace / 2, Environment.Options.minimumAddressSpace)
        }
    }

    private func prepareDirectory() throws(LMDBError) {
        guard options.createsMissing else {
            guard FileIdentity.status(of: dataPath) != nil else {
                throw LMDBError(.missing, code: errno, during: .openEnvironment, subject: directory)
            }
            return
        }
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
            throw LMDBError(code: errno, during: .openEnvironment, subject: directory)
        }
    }

    private func open(addressSpace: Int) -> (code: Int32, raw: OpaquePointer?) {
        var created: OpaquePointer?
        var code = mdb_env_create(&created)
        guard code == MDB_SUCCESS, let raw = created else { return (code, nil) }
        code = mdb_env_set_mapsize(raw, addressSpace)
        if code == MDB_SUCCESS { code = mdb_env_set_maxreaders(raw, UInt32(clamping: options.maximumReaders)) }
        if code == MDB_SUCCESS { code = mdb_env_set_maxdbs(raw, UInt32(clamping: options.maximumDatabases)) }
        if code == MDB_SUCCESS { code = mdb_env_open(raw, directory, flags, 0o600) }
        guard code == MDB_SUCCESS else {
            mdb_env_close(raw)
            return (code, nil)
        }
        return (code, raw)
    }

    private var flags: UInt32 {
        // Reader slots bound to transactions, not to threads: a slot of a thread outlives the environment.
        var flags = MDB_NOTLS
        if options.isReadOnly { flags |= MDB_RDONLY }
        if options.durability == .relaxed { flags |= MDB_NOMETASYNC }
        return UInt32(flags)
    }

    private func finish(_ raw: OpaquePointer) throws(LMDBError) -> OpenedFile {
        guard let identity = FileIdentity.status(of: dataPath)?.identity else {
            let code = errno
            mdb_env_close(raw)
            throw LMDBError(code: code, during: .openEnvironment, subject: directory)
        }
        var dead: Int32 = 0
        mdb_reader_check(raw, &dead)
        return OpenedFile(raw: raw, path: directory, identity: identity)
    }
}
