/// How an import treats what it meets.
public struct ImportOptions: Hashable, Sendable {
    /// Whether properties that were imported before are made what their rows say; otherwise they stay as they are.
    public var updates = false
    /// Whether a type that is not there is made; otherwise its rows are rejected.
    public var createsTypes = false
    /// Whether admins and password hashes are taken; otherwise a file that has them is refused.
    public var trustsSecrets = false
    /// Whether the import ends at the first row that is rejected. What came before it stays.
    public var stopsAtRejection = false
    /// Whether nothing is written, only told. It keeps the ids of what it would make in memory.
    public var isDryRun = false
    /// Whether rows are read while those before them are being written, on a thread of the store's own, which then stays
    /// until the store is closed. A small import, of one transaction, has none. Off for a process that may fork at any
    /// moment and go on in the child.
    public var readsAhead = true

    /// The defaults: all of the above is off, but for reading ahead.
    public init() {}
}
