import Glibc
import LMDB

extension Store {
    /// How large the store is, who reads it, and what has been written, now. Costs no walk through anything.
    public func statistics() throws(StoreError) -> StoreStatistics {
        let information = try translating { () throws(LMDBError) in try storage.environment.information }
        let lag = information.oldestReader.map { max(information.lastTransaction - $0, 0) } ?? 0
        return StoreStatistics(
            collections: try collectionStatistics(),
            format: Int(StoreKeys.format),
            indexGeneration: try storage.indexGeneration,
            addressSpace: information.addressSpace,
            usedBytes: information.usedBytes,
            fileSize: information.fileSize,
            readers: information.readers,
            maximumReaders: information.maximumReaders,
            oldestReadSeconds: storage.oldestRead.look(at: information.oldestReader, lag: lag),
            oldestReadLag: lag,
            commits: tally.commits,
            writes: tally.writes,
            waitingWrites: queue.count,
            writeRefusal: try writeRefusal
        )
    }

    private func collectionStatistics() throws(StoreError) -> [StoreStatistics.Collection] {
        try translating { () throws(LMDBError) in
            let transaction = try storage.environment.beginRead()
            var collections: [StoreStatistics.Collection] = []
            for collection in storage.collections {
                var entries = 0
                for index in collection.indexes { entries += try transaction.count(of: index.postings) }
                let entities = try transaction.count(of: collection.records)
                collections.append(
                    StoreStatistics.Collection(name: collection.name, entities: entities, indexEntries: entries))
            }
            return collections
        }
    }

    /// Whether nobody but the owner of the files, and the system's administrator, can read or change the store.
    public func isPrivate() throws(StoreError) -> Bool { try Self.isPrivate(at: path) }

    /// Whether a directory and the files of the store in it are so.
    static func isPrivate(at path: String) throws(StoreError) -> Bool {
        let directory = try mode(of: path) ?? 0
        if directory & 0o077 == 0 { return true }
        guard directory & 0o022 == 0 else { return false }
        for name in ["data.mdb", "lock.mdb", DecayingCounters.fileName] {
            if let mode = try mode(of: "\(path)/\(name)"), mode & 0o077 != 0 { return false }
        }
        return true
    }

    /// The permissions of a file; `nil` where there is none.
    private static func mode(of path: String) throws(StoreError) -> mode_t? {
        var status = stat()
        if stat(path, &status) == 0 { return status.st_mode }
        guard errno == ENOENT else { throw .unavailable("Can't look at \(path): \(String(cString: strerror(errno))).") }
        return nil
    }
}
