import Cadastre
import Dispatch
import NIOCore
import Testing

@testable import CadastreHTTP

@Suite("The pool that hashes") struct HashingPoolTests {
    @Test("As many run at once as it has threads, a bounded number waits, and whoever comes then is told so")
    func bounds() async throws {
        let pool = HashingPool()
        let gate = DispatchGroup()
        gate.enter()
        let capacity = System.coreCount * 17
        let outcomes = await withTaskGroup(of: Bool.self) { tasks in
            for _ in 0..<capacity + 10 {
                tasks.addTask {
                    do {
                        try await pool.run { gate.wait() }
                        return true
                    } catch {
                        return (error as? RegistryError) != .busy(retryAfter: 1)
                    }
                }
            }
            // The ten that are refused are the first to come back: the others wait for the gate.
            var outcomes: [Bool] = []
            for _ in 0..<10 { if let outcome = await tasks.next() { outcomes.append(outcome) } }
            gate.leave()
            for await outcome in tasks { outcomes.append(outcome) }
            return outcomes
        }
        #expect(outcomes.prefix(10).allSatisfy { !$0 })
        #expect(outcomes.dropFirst(10).allSatisfy { $0 })
        #expect(outcomes.count == capacity + 10)
        // Nobody is left inside.
        #expect(try await pool.run { true })
    }

    @Test("What an operation throws comes out")
    func failure() async {
        await #expect(throws: RegistryError.stale) {
            try await HashingPool().run { () throws(RegistryError) in throw RegistryError.stale }
        }
    }
}
