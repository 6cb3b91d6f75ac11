import LMDB

extension Store {
    /// Writes a copy of the store into a new directory, while others read and write.
    ///
    /// The copy is one snapshot, compacted: free space is left out. Before it gets its name every record and every
    /// index entry in it is counted, one by one, and compared with the counts that the store keeps. So a directory
    /// `target` is either a whole copy on the disk, or not there. It can be opened as it is.
    ///
    /// - Parameter target: A directory that is not there yet, or is empty. Its parent must exist.
    /// - Returns: What was counted.
    /// - Throws: `.misuse` where `target` holds something; `.full`, `.unavailable`; `.corrupt` where a page is damaged, or the
    ///   counts differ.
    @discardableResult
    public func backup(to target: String) throws(StoreError) -> BackupReport {
        // A store that is closed, or a parent's, is refused before anything is looked at.
        _ = try translating { () throws(LMDBError) in try storage.environment.information }
        try requireSoundPages()
        let copy = try NewStore(at: target, toBe: "backup")
        do throws(StoreError) {
            let report = try self.copy(to: copy)
            try copy.finish()
            return report
        } catch {
            copy.abandon()
            throw error
        }
    }

    /// Makes a store of a backup, in a new directory. The backup stays as it is.
    ///
    /// The copy is counted as ``backup(to:)`` does, and gets its name when `prepare` has returned: what is to change
    /// before anybody opens it has changed, or there is no store.
    ///
    /// - Parameters:
    ///   - backup: The directory of a backup, or of a store that others may have open. It may be in the format of an
    ///     older version of the program, which `prepare` meets as well.
    ///   - target: A directory that is not there yet, or is empty. Its parent must exist.
    ///   - options: How the backup is opened; for reading, whatever they say.
    ///   - prepare: Takes the directory of the copy, to open it as it pleases and close it again.
    /// - Returns: What `prepare` returned.
    /// - Throws: What ``backup(to:)`` and `prepare` throw.
    public static func restore<Result>(
        from backup: String, to target: String, options: StoreOptions = StoreOptions(),
        prepare: (String) throws -> Result
    ) throws -> Result {
        var options = options
        options.isReadOnly = true
        options.createsMissing = false
        options.examinesPages = true
        options.readAhead = .on
        let copy = try NewStore(at: target, toBe: "store")
        do {
            // As a store of whatever is in it: no type of the program is needed to copy it, nor is it written to.
            let source = try Store.open(at: backup, options: options, holding: [])
            defer { source.close() }
            try source.copy(to: copy)
            let result = try prepare(copy.partial)
            try copy.finish()
            return result
        } catch {
            copy.abandon()
            throw error
        }
    }

    @discardableResult
    private func copy(to copy: NewStore) throws(StoreError) -> BackupReport {
        try translating { () throws(LMDBError) in try storage.environment.copy(to: copy.partial) }
        return try BackupCheck.count(copy.partial)
    }
}
