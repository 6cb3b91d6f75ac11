public import EntityStore

/// What a restored register is.
public struct RestoreReport: Sendable {
    /// What is wrong with it, and what was looked at.
    public let verification: VerifyReport
    /// How many sessions of the backup were ended; `nil` where they, and the signing key, were kept.
    public let endedSessions: Int?
}
