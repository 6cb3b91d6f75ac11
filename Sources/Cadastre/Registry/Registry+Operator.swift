public import EntityStore

// What only the operator does: whoever can open the directory. No door to the outside offers it.
extension Registry {
    /// Walks the whole store, in one snapshot, and compares every index with every record.
    ///
    /// - Parameter progress: Told now and then how far it is, on this thread.
    /// - Returns: What is wrong with the store, and what was looked at.
    public func verify(progress: (VerifyProgress) -> Void = { _ in }) throws(RegistryError) -> VerifyReport {
        do throws(StoreError) {
            return try store.verify(progress: progress)
        } catch {
            throw RegistryError(error)
        }
    }
}
