import Testing

@Suite("Against a model") struct ModelTests {
    static let seeds: [UInt64] = [1, 2, .random(in: 0 ... .max)]

    @Test("Databases hold what dictionaries hold, a third of the nested transactions aborted", arguments: seeds)
    func nestedTransactions(seed: UInt64) throws {
        print("seed: \(seed)")
        var modelled = try ModelledEnvironment(seed: seed)
        var greatest = 0
        for round in 0..<150 {
            try modelled.runTransaction()
            greatest = max(greatest, modelled.model.many.values.map(\.count).max() ?? 0)
            if round % 10 == 0 { try modelled.check() }
        }
        try modelled.check()
        #expect(greatest >= 5000)
    }
}
