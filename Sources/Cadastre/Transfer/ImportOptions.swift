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

    /// The defaults: all of the above is off.
    public init() {}
}
