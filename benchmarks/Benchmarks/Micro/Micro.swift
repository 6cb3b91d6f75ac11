import Benchmark
import Cadastre
import EntityStore

/// What a benchmark can't go on without.
struct Missing: Error {}

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration.metrics = [.wallClock, .instructions]
    Benchmark.defaultConfiguration.scalingFactor = .kilo
    Benchmark.defaultConfiguration.maxDuration = .seconds(1)

    /// Adds a benchmark whose work `prepare` makes of a register.
    func add(_ name: String, _ prepare: @escaping @Sendable (Register) throws -> () throws -> Void) {
        Benchmark(name) { benchmark in
            let work = try prepare(Register(properties: 100))
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { try work() }
            benchmark.stopMeasurement()
        }
    }

    add("StrictJSON: read a property") { register in
        guard let stored = try register.store.read({ try $0.stored(register.ids[0]) }) else { throw Missing() }
        return { blackHole(try stored.decoded()) }
    }
    add("StrictJSON: read and check a request") { register in
        return { blackHole(try PropertyDraft(json: register.draft)) }
    }
    add("StrictJSON: write a property") { register in
        guard let property = try register.store.read({ try $0.get(register.ids[0]) }) else { throw Missing() }
        return { blackHole(try PreparedInsert(property)) }
    }
    add("Fold a city") { _ in
        return { blackHole(try FoldedText(folding: Register.city)) }
    }
    add("Verify a token") { register in
        return { blackHole(try register.registry.authenticate(bearer: register.accessToken)) }
    }
    add("EntityStore: get") { register in
        return { blackHole(try register.store.read { try $0.stored(register.ids[50]) }) }
    }
    add("EntityStore: first page of 20, and the cursor of the next") { register in
        let query = Property.byCity == (try FoldedText(folding: Register.city))
        return { blackHole(try register.store.read { try $0.storedPage(where: query, limit: 20) }) }
    }
    add("EntityStore: page of 20 after a cursor") { register in
        let query = Property.byCity == (try FoldedText(folding: Register.city))
        guard let next = try register.store.read({ try $0.storedPage(where: query, limit: 20) }).next else {
            throw Missing()
        }
        return { blackHole(try register.store.read { try $0.storedPage(where: query, limit: 20, after: next) }) }
    }

    Benchmark("EntityStore: insert, durable", configuration: .init(scalingFactor: .one)) { benchmark in
        let register = try Register(properties: 1)
        guard let property = try register.store.read({ try $0.get(register.ids[0]) }) else { throw Missing() }
        let insert = try PreparedInsert(property)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { blackHole(try register.store.write { try $0.insert(insert) }) }
        benchmark.stopMeasurement()
    }
}
