import ArgumentParser
import CEmbedded

/// Get by id, and pages by city.
struct ReadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "read", abstract: "Get by id, and pages by city.")

    @OptionGroup var loaded: Loaded

    /// A page costs about as much as this many gets.
    private static let getsAPage = 10
    /// Those whose gets never share a transaction, or are one of those that do.
    private static let alwaysAlone = ["registry", "lmdb, kept reader"]
    private static let sizes = [1, 5, 20, 100]

    func run() throws {
        let records = Records(loaded.pack)
        let readers = try loaded.readers(records, largestPage: Self.sizes.max() ?? 0)
        var orders = Orders(of: records, seed: loaded.seed)
        try measureGets(readers, records, &orders)
        try measurePages(readers, &orders)
    }

    private func measureGets(_ readers: [any Reader], _ records: Records, _ orders: inout Orders) throws {
        let rounds = Rounds(count: loaded.rounds, stopwatch: .computing)
        for (name, indices) in [("uniform", orders.uniform(loaded.gets)), ("zipfian", orders.zipfian(loaded.gets))] {
            let asked = Asked(indices, of: records)
            try rounds.run(
                "get, \(name)",
                readers.map { reader in
                    Contestant(peer: reader.name, operations: indices.count) { try reader.getEach(asked) }
                })
            try rounds.run(
                "get, \(name), one transaction",
                readers.filter { !Self.alwaysAlone.contains($0.name) }.map { reader in
                    Contestant(peer: reader.name, operations: indices.count) { try reader.getTogether(asked) }
                })
        }
    }

    private func measurePages(_ readers: [any Reader], _ orders: inout Orders) throws {
        let count = max(loaded.gets / Self.getsAPage, 1)
        let hot = orders.hot(count)
        try measure("page of 20, cities as asked for", readers, Places(records: orders.uniform(count)), size: 20)
        try measure("page of 20, cold city", readers, Places(records: orders.cold(count)), size: 20)
        for size in Self.sizes {
            let places = Places(records: Array(hot.prefix(max(count * 20 / max(size, 20), 1))))
            try measure("page of \(size), hot city", readers, places, size: size)
        }
        for case let store as StoreReader in readers {
            let deep = try store.deepPlaces(ofCity: hot[0], size: 20)
            guard !deep.records.isEmpty else { continue }
            try measure("page of 20, hot city, deep", readers, orders.shuffled(deep, count), size: 20)
        }
    }

    private func measure(_ work: String, _ readers: [any Reader], _ places: Places, size: Int) throws {
        try Rounds(count: loaded.rounds, stopwatch: .computing).run(
            work,
            readers.map { reader in
                Contestant(peer: reader.name, operations: places.records.count) { try reader.pages(places, size: size) }
            })
    }
}
