/// What the store keeps beside a record's JSON, so that it can be read without decoding.
public struct RecordHeader: Hashable, Sendable {
    /// Which version of the record this is: 1 when made, one more at each change.
    public var version: UInt64
    /// When the record was made or last changed.
    public var updatedAt: Timestamp
    /// Whose record it is, if it is somebody's.
    public var owner: RecordID?
    /// Where the record was imported from, if it was.
    public var externalID: ExternalID?

    /// Describes a record.
    public init(
        version: UInt64 = 1, updatedAt: Timestamp = Timestamp(milliseconds: 0), owner: RecordID? = nil,
        externalID: ExternalID? = nil
    ) {
        self.version = version
        self.updatedAt = updatedAt
        self.owner = owner
        self.externalID = externalID
    }
}
