import ArgumentParser
import Cadastre
import EntityStore

/// Durable creates, each its own write, by 1, 8 and 64 writers.
struct WriteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Create records, each its own durable write, by 1, 8 and 64 writers.")

    @Argument(help: "A register that holds the records.") var register: String
    @Argument(help: "The records.") var pack: String
    @Argument(help: "Bodies of requests that make a property, one a line.") var drafts: String
    @Argument(help: "A directory to write in, on a disk that syncs. It must not exist, and is removed at the end.")
    var directory: String
    @Option(help: "How often each peer does each work.") var rounds = 5
    @Option(help: "How many records a single writer makes in a round; more writers make more.") var writes = 512

    /// Writers, and by how much more they make than one.
    private static let crews = [(writers: 1, more: 1), (writers: 8, more: 4), (writers: 64, more: 16)]

    func run() throws {
        let folder = try ScratchFolder(directory)
        let records = Records(pack)
        let store = try StoreWriter(try folder.made("store"), try records.properties(in: register))
        let writers: [any Writer] = [
            try RegistryWriter(try folder.made("register"), drafts: drafts), store,
            LMDBWriter(try folder.made("lmdb"), records), try SQLiteWriter(directory, records, .full),
            try SQLiteWriter(directory, records, .normal), try GRDBWriter(directory, records, .full),
            try GRDBWriter(directory, records, .normal),
        ]
        let rounds = Rounds(count: rounds, stopwatch: .passing)
        for crew in Self.crews {
            let work = "durable create, \(crew.writers) writer\(crew.writers == 1 ? "" : "s")"
            try rounds.run(work, writers.map { contestant($0, crew.writers, writes * crew.more / $0.pace) })
        }
        try rounds.run(
            "group commit",
            Self.crews.map { crew in
                contestant(store, crew.writers, writes * crew.more, called: "entity store, \(crew.writers)")
            })
    }

    private func contestant(
        _ writer: any Writer, _ writers: Int, _ count: Int, called name: String? = nil
    ) -> Contestant {
        let whole = max(count / writers, 1) * writers
        return Contestant(peer: name ?? writer.name, operations: whole) {
            try writer.create(whole, by: writers)
            return 0
        }
    }
}
