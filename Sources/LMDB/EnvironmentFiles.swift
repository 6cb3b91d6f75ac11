internal import CLMDB
internal import Glibc

/// The directory of an environment and how LMDB is made to open it.
struct EnvironmentFiles {
    let directory: String
    let options: Environment.Options
    /// Tells the type of the file system that a path is on. Tests put their own here.
    var fileSystemType: (String) -> UInt32? = NetworkFileSystem.type(of:)

    /// Tells how many bytes of memory this process may use. Tests put their own here.
    var memory: () -> Int? = { MemoryLimit().bytes }

    /// Waits after so many attempts that met another process. Tests put their own here.
    var pause: (Int) -> Void = { attempt in usleep(min(UInt32(attempt) * 1000, 20_000)) }

    /// How often it is tried while other processes open and close.
    private static let attempts = 50
    /// How often it is tried where the file may be none of LMDB's: that stays so.
    private static let attemptsWithInvalid = 3
    private static let mostReaders = 1 << 20
    /// LMDB takes 0 for a default of its own.
    private static let leastAddressSpace = 1 << 16

    private var maximumReaders: Int { min(max(options.maximumReaders, 1), Self.mostReaders) }
    private var dataPath: String { Self.dataPath(in: directory) }
    private var lockPath: String { Self.lockPath(in: directory) }

    /// The data file of the environment in a directory.
    static func dataPath(in directory: String) -> String { directory + "/data.mdb" }

    /// The file of the locks and reader slots of the environment in a directory.
    static func lockPath(in directory: String) -> String { directory + "/lock.mdb" }

    /// Opens the environment; makes it if it is missing and may be made.
    ///
    /// Not to be called while the process has it open.
    func open() throws(LMDBError) -> OpenedFile {
        if try prepareDirectory() { try NewDataFile(directory: directory).make() }
        // LMDB would make an empty file a new environment, though all is lost that it held.
        if staysEmpty { throw error(.invalidFile) }
        guard options.allowsNetworkFileSystem || !isOnNetwork else { throw error(.networkFileSystem) }
        if let flaw = DataFile(path: dataPath)?.flaw() { throw error(flaw) }
        let lack = LockFile(path: lockPath, maximumReaders: maximumReaders).reserveSpace()
        guard lack == 0 else { throw error(code: lack) }
        let raw = try openSettlingForLess()
        do throws(LMDBError) {
            try synchronise(raw)
            return try finish(raw)
        } catch {
            mdb_env_close(raw)
            throw error
        }
    }

    /// Makes the directory if need be. Returns whether there is no data file yet.
    private func prepareDirectory() throws(LMDBError) -> Bool {
        let isNew = FileIdentity.status(of: dataPath) == nil
        guard isNew else { return false }
        guard errno == ENOENT else { throw error(code: errno) }
        guard options.createsMissing, !options.isReadOnly else { throw error(code: ENOENT) }
        try Directory.make(directory, during: .openEnvironment)
        return true
    }

    /// Whether the data file is empty, and not only just being made: where the file system has no locks, LMDB makes it in
    /// place.
    private var staysEmpty: Bool {
        for attempt in 0...Self.attemptsWithInvalid {
            if attempt > 0 { pause(attempt) }
            guard FileIdentity.status(of: dataPath)?.size == 0 else { return false }
        }
        return true
    }

    private var isOnNetwork: Bool {
        fileSystemType(directory).map(NetworkFileSystem.types.contains) ?? false
    }

    /// Makes a new environment outlive a power cut: the file, its name, and the name of its directory.
    ///
    /// Whoever opens one without a transaction does it before the first, as who made the file may not have come to it.
    private func synchronise(_ raw: OpaquePointer) throws(LMDBError) {
        var information = MDB_envinfo()
        var code = mdb_env_info(raw, &information)
        guard code == MDB_SUCCESS else { throw error(code: code) }
        guard information.me_last_txnid == 0, !options.isReadOnly else { return }
        code = mdb_env_sync(raw, 1)
        guard code == MDB_SUCCESS else { throw error(code: code) }
        for path in [directory, directory + "/.."] {
            let code = Directory.synchronise(path)
            guard code == 0 else { throw error(code: code) }
        }
    }

    private func finish(_ raw: OpaquePointer) throws(LMDBError) -> OpenedFile {
        guard let identity = FileIdentity.status(of: dataPath)?.identity, let path = realpath(directory, nil) else {
            throw error(code: errno)
        }
        defer { free(path) }
        var dead: Int32 = 0
        let code = mdb_reader_check(raw, &dead)
        guard code == MDB_SUCCESS else { throw error(code: code) }
        return OpenedFile(
            raw: raw, path: String(cString: path), identity: identity,
            lockIdentity: FileIdentity.status(of: lockPath)?.identity)
    }

    private func error(_ kind: LMDBError.Kind) -> LMDBError {
        LMDBError(kind, during: .openEnvironment, subject: directory)
    }

    private func error(code: Int32) -> LMDBError {
        LMDBError(code: code, during: .openEnvironment, subject: directory)
    }
}

// MARK: LMDB's part

extension EnvironmentFiles {
    /// Opens with half the address space, and so on, where the system refuses it.
    private func openSettlingForLess() throws(LMDBError) -> OpaquePointer {
        var addressSpace = options.addressSpace
        while addressSpace > Environment.Options.minimumAddressSpace, !Self.canReserve(addressSpace) {
            addressSpace = max(addressSpace / 2, Environment.Options.minimumAddressSpace)
        }
        while true {
            do throws(LMDBError) {
                return try openWithPatience(addressSpace: addressSpace)
            } catch {
                guard error.kind == .noAddressSpace, addressSpace > Environment.Options.minimumAddressSpace else {
                    throw error
                }
                addressSpace = max(addressSpace / 2, Environment.Options.minimumAddressSpace)
            }
        }
    }

    /// Whether so much can be reserved. Asked beforehand, as not all say ENOMEM as Linux does: valgrind says EINVAL, which
    /// LMDB also says of a lock file that nobody has filled in yet.
    private static func canReserve(_ addressSpace: Int) -> Bool {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        guard let start = mmap(nil, addressSpace, PROT_NONE, flags, -1, 0), start != MAP_FAILED else { return false }
        munmap(start, addressSpace)
        return true
    }

    /// Opens, again where it meets another process that is just opening or closing: LMDB may then see a lock file that
    /// nobody has filled in yet.
    private func openWithPatience(addressSpace: Int) throws(LMDBError) -> OpaquePointer {
        for attempt in 1...Self.attempts {
            let (code, raw) = open(addressSpace: addressSpace)
            if let raw { return raw }
            switch code {
            case EINVAL, EAGAIN: break
            case MDB_INVALID where attempt < Self.attemptsWithInvalid: break
            default: throw error(code: code)
            }
            pause(attempt)
        }
        throw error(.busy)
    }

    private func open(addressSpace: Int) -> (code: Int32, raw: OpaquePointer?) {
        var created: OpaquePointer?
        var code = mdb_env_create(&created)
        guard code == MDB_SUCCESS, let raw = created else { return (code, nil) }
        code = mdb_env_set_mapsize(raw, max(addressSpace, Self.leastAddressSpace))
        if code == MDB_SUCCESS { code = mdb_env_set_maxreaders(raw, UInt32(maximumReaders)) }
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
        if !readsAhead { flags |= MDB_NORDAHEAD }
        return UInt32(flags)
    }

    private var readsAhead: Bool {
        options.readAhead.isOn(fileSize: FileIdentity.status(of: dataPath)?.size ?? 0, memory: memory())
    }
}
