internal import CLMDB

extension SharedEnvironment {
    func information() throws(LMDBError) -> Environment.Information {
        let raw = try enterOpen(.inspect)
        defer { leave() }
        var information = MDB_envinfo()
        var statistics = MDB_stat()
        try LMDBError.check(mdb_env_info(raw, &information), during: .inspect)
        try LMDBError.check(mdb_env_stat(raw, &statistics), during: .inspect)
        guard let file = FileIdentity.status(of: EnvironmentFiles.dataPath(in: path)) else {
            throw LMDBError(.missing, during: .inspect, subject: path)
        }
        let readers = try Self.readers(raw)
        let oldest = readers.min { $0.snapshot < $1.snapshot }
        let pageSize = Int(statistics.ms_psize)
        return Environment.Information(
            addressSpace: information.me_mapsize,
            pageSize: pageSize,
            usedBytes: (information.me_last_pgno + 1) * pageSize,
            fileSize: file.size,
            maximumReaders: Int(information.me_maxreaders),
            readers: readers.count,
            oldestReader: oldest?.snapshot,
            oldestReaderProcess: oldest?.process,
            lastTransaction: information.me_last_txnid)
    }

    /// The snapshots of the read transactions that run in all processes.
    static func readerSnapshots(_ raw: OpaquePointer) throws(LMDBError) -> [Int] {
        try readers(raw).map(\.snapshot)
    }

    /// The read transactions that run in all processes: whose they are, and what they see.
    ///
    /// LMDB gives them as lines of text alone: the process, the thread, and the snapshot, or a hyphen for a slot that is
    /// kept but idle.
    private static func readers(_ raw: OpaquePointer) throws(LMDBError) -> [(process: Int, snapshot: Int)] {
        var readers: [(process: Int, snapshot: Int)] = []
        let code = withUnsafeMutablePointer(to: &readers) { readers in
            mdb_reader_list(
                raw,
                { line, context in
                    guard let line,
                        let readers = context?.assumingMemoryBound(to: [(process: Int, snapshot: Int)].self)
                    else { return -1 }
                    let words = String(cString: line).split { $0 == " " || $0 == "\n" }
                    if words.count == 3, let process = Int(words[0]), let snapshot = Int(words[2]) {
                        readers.pointee.append((process, snapshot))
                    }
                    return 0
                }, readers)
        }
        // The count of the lines' bytes is not an error.
        try LMDBError.check(min(code, 0), during: .inspect)
        return readers
    }
}
