import Dispatch
import Foundation
import Synchronization
import Testing

@testable import CadastreHTTP

@Suite("The number of a thread") struct ThreadNumberTests {
    @Test("A thread keeps its number, and no other has it")
    func distinct() {
        let seen = Mutex<[[Int]]>([])
        let group = DispatchGroup()
        for _ in 0..<20 {
            group.enter()
            Thread.detachNewThread {
                let numbers = (0..<10).map { _ in ThreadNumber.current }
                seen.withLock { $0.append(numbers) }
                group.leave()
            }
        }
        group.wait()
        let numbers = seen.withLock { $0 }
        #expect(numbers.allSatisfy { Set($0).count == 1 })
        #expect(Set(numbers.joined()).count == 20)
        #expect(numbers.joined().allSatisfy { $0 >= 0 })
    }
}
