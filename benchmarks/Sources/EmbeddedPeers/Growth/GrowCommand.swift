import ArgumentParser
import EntityStore

/// Creates in a store that holds records already, 64 a commit, by the time that the thread computes: what the trees cost
/// as they grow, without what the disk does.
struct GrowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grow", abstract: "Create records where there are records already, 64 a commit.")

    @Argument(help: "A register that holds the records. It grows.") var register: String
    @Argument(help: "An LMDB environment that holds them: lmdb_peer load. It grows.") var lmdb: String
    @Argument(help: "The records.") var pack: String
    @Option(help: "How often each peer does it.") var rounds = 5
    @Option(help: "How many records each makes in a round.") var creates = 2_048

    private static let batch = 64

    func run() throws {
        let records = Records(pack)
        let store = try StoreWriter(register, try records.properties(in: register))
        let plain = LMDBWriter(lmdb, records)
        let count = max(creates / Self.batch, 1) * Self.batch
        try Rounds(count: rounds, stopwatch: .computing).run(
            "create, \(Self.batch) a commit",
            [
                Contestant(peer: store.name, operations: count) {
                    try store.create(count, inBatchesOf: Self.batch)
                    return 0
                },
                Contestant(peer: plain.name, operations: count) {
                    plain.create(count, by: Self.batch)
                    return 0
                },
            ])
    }
}
