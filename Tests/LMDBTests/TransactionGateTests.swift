import Foundation
import Synchronization
import Testing

@testable import LMDB

@Suite("The gate of transactions") struct TransactionGateTests {
    private let gate = TransactionGate()

    /// What a thread of its own returns.
    private final class Answer<Value: Sendable>: Sendable {
        private let value = Mutex<Value?>(nil)
        private let isThere = DispatchSemaphore(value: 0)

        init(_ body: @escaping @Sendable () -> Value) {
            Thread.detachNewThread { [self] in
                let answer = body()
                value.withLock { $0 = answer }
                isThere.signal()
            }
        }

        func wait() -> Value? {
            isThere.wait()
            return value.withLock { $0 }
        }
    }

    @Test("Work alone waits until the last has gone out")
    func waitsForLast() {
        #expect(gate.enter())
        #expect(gate.enter())
        let answer = Answer { [gate] in
            if case .done(let value) = gate.alone({ "alone" }) { value } else { "not done" }
        }
        while !gate.isExclusive { sched_yield() }
        #expect(!gate.leave())
        #expect(!gate.leave())
        #expect(answer.wait() == "alone")
        #expect(!gate.isExclusive)
        #expect(gate.enter())
    }

    @Test("Who comes while one is alone goes in afterwards")
    func keepsOthersOut() {
        let outcome = gate.alone { Answer { [gate] in gate.enter() } }
        guard case .done(let answer) = outcome else {
            Issue.record("nobody was inside")
            return
        }
        #expect(answer.wait() == true)
        #expect(!gate.leave())
    }

    @Test("A closed gate lets nobody in, and tells who goes out last")
    func closed() {
        #expect(gate.enter())
        #expect(gate.enter())
        gate.close()
        #expect(!gate.enter())
        #expect(!gate.isClosedAndEmpty)
        #expect(!gate.leave())
        #expect(gate.leave())
        #expect(gate.isClosedAndEmpty)
        if case .superfluous = gate.alone({}) {} else { Issue.record("alone in a closed gate") }
        gate.reopen()
        #expect(gate.enter())
        #expect(!gate.leave())
    }

    @Test("However many threads go in and out, work alone meets nobody")
    func excludes() throws {
        let inside = Atomic(0)
        let sum = Atomic(0)
        let gate = gate
        try inThreads(4) {
            for round in 0..<2000 {
                if round % 50 == 0 {
                    let outcome = gate.alone { inside.load(ordering: .sequentiallyConsistent) }
                    if case .done(let seen) = outcome { try require(seen, is: 0) }
                }
                try require(gate.enter(), is: true)
                inside.add(1, ordering: .sequentiallyConsistent)
                sum.add(1, ordering: .relaxed)
                inside.subtract(1, ordering: .sequentiallyConsistent)
                try require(gate.leave(), is: false)
            }
        }
        let total = sum.load(ordering: .relaxed)
        #expect(total == 8000)
    }
}
