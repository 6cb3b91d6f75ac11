import Foundation

@testable import Cadastre

extension HashingGate {
    /// Runs `body` while every place of the gate, and of its queue, is taken.
    func whileFull(_ body: () throws -> Void) throws {
        let mayLeave = DispatchSemaphore(value: 0)
        let leaving = DispatchGroup()
        for _ in 0..<capacity {
            leaving.enter()
            Thread.detachNewThread {
                _ = try? self.run { () throws(RegistryError) in mayLeave.wait() }
                leaving.leave()
            }
        }
        while count < capacity { sched_yield() }
        defer {
            for _ in 0..<capacity { mayLeave.signal() }
            leaving.wait()
        }
        try body()
    }
}
