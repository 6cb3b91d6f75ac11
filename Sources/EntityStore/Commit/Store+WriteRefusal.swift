import LMDB

extension Store {
    /// What a commit takes of the disk at the least, where no page is free for use again.
    private static let leastCommit = 64 << 10
    /// What has to be free again after a commit that met a full disk: it may have been a large one.
    private static let leastAfterFailure = 1 << 20

    /// Why the store takes no writes now, though it can be read; `nil` where it takes them.
    ///
    /// Writes nothing, and waits for nobody. It looks at the file system and at the room in the map, and remembers the
    /// last write of this store object that failed for want of either, or because the system failed, until a commit
    /// succeeds; a failure that is not seen by looking counts for 30 seconds, as nobody may have tried since. So it
    /// turns back to `nil` by itself.
    ///
    /// - Throws: `StoreError` where the store can't be looked at.
    public var writeRefusal: WriteRefusal? {
        get throws(StoreError) { try writeRefusal(at: MonotonicClock.now) }
    }

    /// As ``writeRefusal``, at a time of ``FailureMemory``'s clock.
    func writeRefusal(at now: UInt64) throws(StoreError) -> WriteRefusal? {
        if options.isReadOnly { return .openForReading }
        let room = try translating { () throws(LMDBError) in try storage.environment.room }
        if room.fileSystem.isReadOnly { return .readOnlyFileSystem }
        if room.isMapFull { return .addressSpaceFull }
        let failure = storage.failures.last
        if room.fileSystem.freeBytes < (failure == nil ? Self.leastCommit : Self.leastAfterFailure) { return .diskFull }
        guard try !isOutdated() else { return .outdated }
        guard let failure, failure.isRecent(at: now) else { return nil }
        if case .full = failure.error { return .diskFull }
        return .failing
    }

    /// Whether another process has changed the set of indexes.
    private func isOutdated() throws(StoreError) -> Bool {
        do throws(StoreError) {
            let transaction = try translating { () throws(LMDBError) in try storage.environment.beginRead() }
            try storage.requireCurrentIndexes(in: transaction)
            return false
        } catch {
            guard error == .outdated else { throw error }
            return true
        }
    }
}
