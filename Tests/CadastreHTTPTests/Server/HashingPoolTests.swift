import Cadastre
import Dispatch
import NIOCore
import Synchronization
import Testing

@testable import CadastreHTTP

@Suite("The pool that hashes") struct HashingPoolTests {
    @Test("Seventeen for each core are inside, those that run and those that wait; whoever comes then is told so")
    func bounds() async throws {
        let pool = HashingPool()
        let gate = DispatchGroup()
        gate.enter()
        let refused = Count()
        let (capacity, tooMany) = (System.coreCount * 17, 10)
        await withTaskGroup { tasks in
            for _ in 0..<capacity + tooMany {
                tasks.addTask {
                    do {
                        try await pool.run { gate.wait() }
                    } catch {
                        #expect(error as? RegistryError == .busy(retryAfter: 1))
                        refused.value.add(1, ordering: .relaxed)
                    }
                }
            }
            // Everybody has come when each is either inside or back.
            while pool.count + refused.value.load(ordering: .relaxed) < capacity + tooMany { await Task.yield() }
            gate.leave()
        }
        #expect(refused.value.load(ordering: .relaxed) == tooMany)
        #expect(pool.count == 0)
    }

    private final class Count: Sendable {
        let value = Atomic(0)
    }

    @Test("What an operation throws comes out, and its place is free again")
    func failure() async {
        let pool = HashingPool()
        await #expect(throws: RegistryError.stale) {
            try await pool.run { () throws(RegistryError) in throw RegistryError.stale }
        }
        #expect(pool.count == 0)
    }
}
