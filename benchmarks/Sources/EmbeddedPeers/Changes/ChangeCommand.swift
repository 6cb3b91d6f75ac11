import ArgumentParser
import Foundation

/// Durable changes of records, each its own write, by 64 writers.
struct ChangeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Rename records, add rooms and delete, each its own durable write.")

    @Argument(help: "The records.") var pack: String
    @Argument(help: "Bodies of requests that make a property, one a line.") var drafts: String
    @Argument(help: "A directory to write in, on a disk that syncs. It must not exist, and is removed at the end.")
    var directory: String
    @Option(help: "How often each peer does each work.") var rounds = 5
    @Option(help: "How many records are changed in a round; where writes take turns, fewer.") var writes = 512

    private static let writers = 64

    func run() throws {
        let folder = try ScratchFolder(directory)
        let records = Records(pack)
        let changers: [any Changer] = [
            try RegistryWriter(try folder.made("register"), drafts: drafts),
            LMDBWriter(try folder.made("lmdb"), records),
            try SQLiteWriter(directory, records, .full), try SQLiteWriter(directory, records, .normal),
            try GRDBWriter(directory, records, .full), try GRDBWriter(directory, records, .normal),
        ]
        for change in Change.allCases {
            try Rounds(count: rounds, stopwatch: .passing).run(
                "durable \(change.rawValue), \(Self.writers) writers", changers.map { contestant($0, change) })
        }
    }

    private func contestant(_ changer: any Changer, _ change: Change) -> Contestant {
        let count = max(writes / changer.pace / Self.writers, 1) * Self.writers
        return Contestant(peer: changer.name, operations: count) {
            try changer.stock(count)
        } run: {
            try changer.change(change, count, by: Self.writers)
            return 0
        }
    }
}
