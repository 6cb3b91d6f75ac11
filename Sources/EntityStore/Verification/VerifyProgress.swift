/// How far a verification has come.
public struct VerifyProgress: Sendable, Equatable {
    /// How many records and index entries have been looked at.
    public let done: Int
    /// How many there are.
    public let total: Int
}
