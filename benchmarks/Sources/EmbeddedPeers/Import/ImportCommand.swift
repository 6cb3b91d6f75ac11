import ArgumentParser
import Foundation

/// Bulk import of properties from NDJSON into a register that has their types and owners, beside LMDB in C that only puts as many records, as many in a commit.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import properties from an export, beside LMDB in C that only puts them.")

    @Argument(help: "An export of a register.") var export: String
    @Argument(help: "The same records.") var pack: String
    @Argument(help: "A directory to write in, on a disk that syncs. It must not exist, and is removed at the end.")
    var directory: String
    @Option(help: "How often each peer imports, each time into a new store.") var rounds = 3
    @Option(help: "How many properties.") var properties = 20_000

    /// As many as an import of Cadastre's takes to one commit.
    private static let batch = 512

    func run() throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let records = Records(pack)
        let count = min(properties, records.count)
        let lines = try ExportLines(export, properties: count)
        var register: RegisterTarget?
        var lmdb: LMDBTarget?
        let contestants = [
            Contestant(peer: "registry", operations: count) {
                register = nil
                register = try RegisterTarget("\(directory)/register", lines)
            } run: {
                try register?.take(lines.properties)
                return 0
            },
            Contestant(peer: "lmdb", operations: count) {
                lmdb = nil
                lmdb = try LMDBTarget("\(directory)/lmdb", records, batch: Self.batch)
            } run: {
                lmdb?.put(count)
                return 0
            },
        ]
        for (work, stopwatch) in [
            ("bulk import", Stopwatch.passing), ("bulk import, computing", .computingOnAllThreads),
        ] {
            try Rounds(count: rounds, stopwatch: stopwatch).run(work, contestants)
        }
    }
}
