import Synchronization

/// How much has been written since the store was opened.
final class WriteTally: Sendable {
    private let commitCount = Atomic<Int>(0)
    private let writeCount = Atomic<Int>(0)

    /// How many commits were made.
    var commits: Int { commitCount.load(ordering: .relaxed) }
    /// How many writes those commits carried.
    var writes: Int { writeCount.load(ordering: .relaxed) }

    func countCommit(of writes: Int) {
        commitCount.wrappingAdd(1, ordering: .relaxed)
        writeCount.wrappingAdd(writes, ordering: .relaxed)
    }
}
