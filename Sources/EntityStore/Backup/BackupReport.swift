/// What a backup holds.
public struct BackupReport: Sendable, Equatable {
    /// How many records, of all collections.
    public internal(set) var records = 0
    /// How many index entries.
    public internal(set) var indexEntries = 0
}
