public import EntityStore

// What only the operator does: whoever can open the directory. No door to the outside offers it.
extension Registry {
    /// Walks the whole store, in one snapshot, and compares every index with every record.
    ///
    /// - Parameter progress: Told now and then how far it is, on this thread.
    /// - Returns: What is wrong with the store, and what was looked at.
    public func verify(progress: (VerifyProgress) -> Void = { _ in }) throws(RegistryError) -> VerifyReport {
        try translating { () throws(StoreError) in try store.verify(progress: progress) }
    }

    /// Copies the register as it is at one moment into a directory, compacted, and counts the copy. Others may go on
    /// reading and writing meanwhile.
    ///
    /// - Parameter directory: One that is not there yet, or is empty. It can be opened as it is.
    /// - Returns: What was counted.
    /// - Throws: `.misuse` where the directory holds something; `.full`; `.unavailable`; `.corrupt`.
    @discardableResult
    public func backup(to directory: String) throws(RegistryError) -> BackupReport {
        try translating { () throws(StoreError) in try store.backup(to: directory) }
    }

    /// How large the store is, who reads it, and what has been written. It costs no walk through anything.
    public func statistics() throws(RegistryError) -> StoreStatistics {
        try translating { () throws(StoreError) in try store.statistics() }
    }

    /// Whether nobody but the owner of the store's files, and the system's administrator, can read or change them.
    public func isPrivate() throws(RegistryError) -> Bool {
        try translating { () throws(StoreError) in try store.isPrivate() }
    }

    private func translating<Result>(
        _ operation: () throws(StoreError) -> Result
    ) throws(RegistryError) -> Result {
        do throws(StoreError) {
            return try operation()
        } catch {
            throw RegistryError(error)
        }
    }
}
