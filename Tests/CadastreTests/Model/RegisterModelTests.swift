import Testing

@testable import Cadastre

@Suite("The register beside a model of it") struct RegisterModelTests {
    @Test(
        "Whatever several people do in whatever order, both give the same answers",
        arguments: [1, 20_260_301] as [UInt64])
    func simulation(seed: UInt64) throws {
        print("seed \(seed)")
        var simulation = try RegisterSimulation(seed: seed)
        try simulation.run(steps: 10_000)
        // The steps must have met every way out, or they have tested less than they seem to.
        let met = Set(simulation.refusals.keys)
        #expect(met.isSuperset(of: [.unauthenticated, .forbidden, .notFound, .stale, .invalid, .conflict]))
        #expect(simulation.refusals.values.reduce(0, +) > 2_500)
        #expect(simulation.model.homes.count > 30)
    }
}
