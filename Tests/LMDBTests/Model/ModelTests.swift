import Testing

@Suite("Against a model") struct ModelTests {
    static let seeds: [UInt64] = [1, .random(in: 0 ... .max)]

    @Test("Databases hold what dictionaries hold, a third of the nested transactions aborted", arguments: seeds)
    func nestedTransactions(seed: UInt64) throws {
        print("seed: \(seed)")
        var modelled = try ModelledEnvironment(seed: seed)
        try modelled.fill([0: 1, 1: 10, 2: 100, 3: 1000, 4: 10_000])
        for round in 0..<100 {
            if round % 10 == 0 { try modelled.check() }
            try modelled.runTransaction()
        }
        try modelled.check()
    }
}
