import ArgumentParser

/// Joins of several filters, and counts.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Joins of city, type and owner, and counts by city and by prefix.")

    @OptionGroup var loaded: Loaded

    /// How many gets cost about as much as one.
    private enum Cost {
        static let join = 20
        static let count = 100
        static let worst = 10_000
    }

    func run() throws {
        let records = Records(loaded.pack)
        let searchers = try loaded.readers(records, largestPage: Joins.limit)
        var orders = Orders(of: records, seed: loaded.seed)
        try measure("join of city, type and owner", searchers, orders.joins(times(Cost.join)))
        if let worst = records.worstJoin() {
            let joins = Joins(wanted: Array(repeating: worst, count: times(Cost.worst)), isExhausting: true)
            try measure("join of a city and a type that hardly meet", searchers, joins)
        }
        let asked = orders.uniform(times(Cost.count))
        try measure("count of a city", searchers, asked.count) { try $0.countingCities(asked) }
        let prefixes = try Prefixes(of: asked, records)
        try measure("cities by prefix, with counts", searchers, prefixes.texts.count) {
            try $0.countingPrefixes(prefixes)
        }
    }

    private func times(_ cost: Int) -> Int { max(loaded.gets / cost, 1) }

    private func measure(_ work: String, _ searchers: [any Searcher], _ joins: Joins) throws {
        try Rounds(count: loaded.rounds, stopwatch: .computing).run(
            work,
            searchers.map {
                Contestant(peer: $0.name, operations: joins.wanted.count, run: try $0.finding(joins))
            })
    }

    /// Compares what all say, and then measures the counting alone.
    private func measure(
        _ work: String, _ searchers: [any Searcher], _ count: Int,
        _ ready: (any Searcher) throws -> (Bool) throws -> UInt64
    ) throws {
        guard count > 0 else { return }
        let works = try searchers.map { ($0.name, try ready($0)) }
        let sums = try works.map { try $0.1(true) }
        guard Set(sums).count == 1 else { throw BenchmarkError("\(work): \(works.map(\.0)) say \(sums)") }
        try Rounds(count: loaded.rounds, stopwatch: .computing).run(
            work,
            works.map { name, run in
                Contestant(peer: name, operations: count) {
                    _ = try run(false)
                    return 0
                }
            })
    }
}
