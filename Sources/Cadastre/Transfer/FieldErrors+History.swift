import EntityStore

extension FieldErrors {
    /// The versions that a record may come with: JSON has numbers up to 2^53, and each change takes one.
    private var versions: ClosedRange<UInt64> { 1...(1 << 52) }

    /// Adds what is wrong with the times and the version of a record.
    mutating func addHistory(
        _ name: String, created: Timestamp, updated: Timestamp, version: UInt64, now: Timestamp
    ) {
        if !versions.contains(version) { add("\(name).version", "must be from 1 to 2^52") }
        if updated < created { add("\(name).updatedAt", "must not be before createdAt") }
        // Clocks differ; a record of next year would keep its times ahead of every change.
        if updated > now.adding(seconds: 86_400) { add("\(name).updatedAt", "must not lie in the future") }
    }
}
