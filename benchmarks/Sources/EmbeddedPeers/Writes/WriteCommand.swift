import ArgumentParser
import Cadastre
import EntityStore

/// Durable creates, each its own write, by 1, 8 and 64 writers, and 64 at once that no thread sleeps for.
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
        let registry = try RegistryWriter(try folder.made("register"), drafts: drafts)
        let lmdb = LMDBWriter(try folder.made("lmdb"), records)
        let writers: [any Writer] = [
            registry, store, lmdb, try SQLiteWriter(directory, records, .full),
            try SQLiteWriter(directory, records, .normal), try GRDBWriter(directory, records, .full),
            try GRDBWriter(directory, records, .normal),
        ]
        let rounds = Rounds(count: rounds, stopwatch: .passing)
        for crew in Self.crews {
            let work = "durable create, \(crew.writers) writer\(crew.writers == 1 ? "" : "s")"
            try rounds.run(work, writers.map { contestant($0, crew.writers, writes * crew.more / $0.pace) })
        }
        let submitted = writes * Self.crews[2].more
        try rounds.run(
            "durable create, 64 submitted at once",
            [submitting(registry, submitted), submitting(store, submitted), contestant(lmdb, 64, submitted)])
        try rounds.run(
            "group commit",
            Self.crews.map { crew in
                contestant(store, crew.writers, writes * crew.more, called: "entity store, \(crew.writers)")
            })
    }

    private func submitting(_ writer: any SubmittingWriter, _ count: Int) -> Contestant {
        Contestant(peer: writer.name, operations: count) {
            try writer.submit(count, at: 64)
            return 0
        }
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
