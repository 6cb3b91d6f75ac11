import Foundation
import Synchronization
import Testing

@testable import Cadastre

@Suite("The gate before hashing") struct HashingGateTests {
    /// Runs `count` bodies on threads of their own and tells how each ended.
    private func outcomes(
        _ count: Int, through gate: HashingGate, _ body: @escaping @Sendable () -> Void
    ) -> [Result<Void, RegistryError>] {
        let outcomes = Mutex<[Result<Void, RegistryError>]>([])
        let group = DispatchGroup()
        for _ in 0..<count {
            group.enter()
            Thread.detachNewThread {
                let outcome = Result { () throws(RegistryError) in try gate.run { () throws(RegistryError) in body() } }
                outcomes.withLock { $0.append(outcome) }
                group.leave()
            }
        }
        group.wait()
        return outcomes.withLock { $0 }
    }

    @Test("Never more at once than its width, and all that fit the queue get through", arguments: [1, 2, 5])
    func width(_ width: Int) {
        let gate = HashingGate(width: width, queue: 64)
        let running = Atomic<Int>(0)
        let most = Mutex(0)
        let outcomes = outcomes(width + 64, through: gate) {
            let now = running.add(1, ordering: .sequentiallyConsistent).newValue
            most.withLock { $0 = max($0, now) }
            for _ in 0..<100 { sched_yield() }
            running.subtract(1, ordering: .sequentiallyConsistent)
        }
        #expect(outcomes.count == width + 64)
        #expect(outcomes.allSatisfy { (try? $0.get()) != nil })
        #expect(most.withLock { $0 } <= width)
    }

    @Test("Whoever finds the queue full is told so at once, and the gate is as before when it empties")
    func full() throws {
        let gate = HashingGate(width: 1, queue: 2)
        let isOpen = DispatchSemaphore(value: 0)
        let hasEntered = DispatchSemaphore(value: 0)
        let done = DispatchGroup()
        for _ in 0..<3 {
            done.enter()
            Thread.detachNewThread {
                _ = try? gate.run { () throws(RegistryError) in
                    hasEntered.signal()
                    isOpen.wait()
                }
                done.leave()
            }
        }
        hasEntered.wait()
        while gate.count < 3 { sched_yield() }
        #expect(throws: RegistryError.busy(retryAfter: HashingGate.retryAfter)) {
            try gate.run { () throws(RegistryError) in Issue.record("There was no place left.") }
        }
        for _ in 0..<3 { isOpen.signal() }
        done.wait()
        #expect(gate.count == 0)
        #expect(try gate.run { () throws(RegistryError) in 7 } == 7)
    }

    @Test("A body that fails gives its place back")
    func failing() {
        let gate = HashingGate(width: 1, queue: 0)
        for _ in 0..<3 {
            #expect(throws: RegistryError.stale) {
                try gate.run { () throws(RegistryError) in throw .stale }
            }
        }
    }
}
