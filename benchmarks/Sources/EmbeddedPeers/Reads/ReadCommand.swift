import ArgumentParser
import CEmbedded

/// Get by id, and pages by city.
struct ReadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "read", abstract: "Get by id, and pages by city.")

    @Argument(help: "A register that holds the records.") var register: String
    @Argument(help: "An LMDB environment that holds them: lmdb_peer load.") var lmdb: String
    @Argument(help: "A directory for SQLite's file.") var sqlite: String
    @Argument(help: "The records.") var pack: String
    @Option(help: "How often each peer does each work.") var rounds = 5
    @Option(help: "How many records a peer gets in a round.") var gets = 100_000
    @Option var seed: UInt64 = 1

    /// A page costs about as much as this many gets.
    private static let getsAPage = 10
    private static let sizes = [1, 5, 20, 100]

    func run() throws {
        let records = Records(pack)
        let largest = Self.sizes.max() ?? 0
        let file = try SQLiteFile.loaded(sqlite, records)
        let store = try StoreReader(register, records, largestPage: largest)
        let readers: [any Reader] = [
            try RegistryReader(register, records, largestPage: largest), store,
            LMDBReader(lmdb, records, largestPage: largest), try SQLiteReader(file, records, largestPage: largest),
            try GRDBReader(file, records, largestPage: largest),
        ]
        var orders = Orders(of: records, seed: seed)
        try measureGets(readers, records, &orders)
        try measurePages(readers, &orders, store)
    }

    private func measureGets(_ readers: [any Reader], _ records: Records, _ orders: inout Orders) throws {
        let rounds = Rounds(count: rounds, stopwatch: .computing)
        for (name, indices) in [("uniform", orders.uniform(gets)), ("zipfian", orders.zipfian(gets))] {
            let asked = Asked(indices, of: records)
            try rounds.run(
                "get, \(name)",
                readers.map { reader in Contestant(peer: reader.name, operations: gets) { try reader.getEach(asked) } })
            try rounds.run(
                "get, \(name), one transaction",
                readers.filter { $0.name != "registry" }.map { reader in
                    Contestant(peer: reader.name, operations: gets) { try reader.getTogether(asked) }
                })
        }
    }

    private func measurePages(_ readers: [any Reader], _ orders: inout Orders, _ store: StoreReader) throws {
        let count = max(gets / Self.getsAPage, 1)
        let hot = orders.hot(count)
        try measure("page of 20, cities as asked for", readers, Places(records: orders.uniform(count)), size: 20)
        try measure("page of 20, cold city", readers, Places(records: orders.cold(count)), size: 20)
        for size in Self.sizes {
            let places = Places(records: Array(hot.prefix(max(count * 20 / max(size, 20), 1))))
            try measure("page of \(size), hot city", readers, places, size: size)
        }
        let deep = try store.deepPlaces(ofCity: hot[0], size: 20)
        try measure("page of 20, hot city, deep", readers, orders.shuffled(deep, count), size: 20)
    }

    private func measure(_ work: String, _ readers: [any Reader], _ places: Places, size: Int) throws {
        try Rounds(count: rounds, stopwatch: .computing).run(
            work,
            readers.map { reader in
                Contestant(peer: reader.name, operations: places.records.count) { try reader.pages(places, size: size) }
            })
    }
}
