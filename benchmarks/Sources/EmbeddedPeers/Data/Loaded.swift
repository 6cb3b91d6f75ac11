import ArgumentParser
import CEmbedded

/// Where the records lie, as each peer keeps them, and how they are read.
struct Loaded: ParsableArguments {
    @Argument(help: "A register that holds the records.") var register: String
    @Argument(help: "An LMDB environment that holds them: lmdb_peer load.") var lmdb: String
    @Argument(help: "A directory for SQLite's file.") var sqlite: String
    @Argument(help: "The records.") var pack: String
    @Option(help: "How often each peer does each work.") var rounds = 5
    @Option(help: "How many records a peer gets in a round.") var gets = 100_000
    @Flag(name: .customLong("without-sqlite"), help: "Leave SQLite out.") var withoutSQLite = false
    @Option var seed: UInt64 = 1

    /// All peers.
    func readers(_ records: Records, largestPage: Int) throws -> [any Reader & Searcher] {
        let environment = store_open(lmdb)
        let core: [any Reader & Searcher] = [
            try RegistryReader(register, records, largestPage: largestPage),
            try StoreReader(register, records, largestPage: largestPage),
            LMDBReader(environment, records, largestPage: largestPage),
            LMDBReader(environment, records, largestPage: largestPage, keepsReader: true),
        ]
        guard !withoutSQLite else { return core }
        let file = try SQLiteFile.loaded(sqlite, records)
        return core + [
            try SQLiteReader(file, records, largestPage: largestPage),
            try GRDBReader(file, records, largestPage: largestPage),
        ]
    }
}
