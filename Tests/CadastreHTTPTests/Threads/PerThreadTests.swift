import Dispatch
import Foundation
import Synchronization
import Testing

@testable import CadastreHTTP

@Suite("A value for each thread") struct PerThreadTests {
    @Test("A thread finds what it has put there, and another does not")
    func alone() {
        let values = PerThread(0)
        let (mine, other) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let found = Mutex<[Int: [Int]]>([:])
        for _ in 0..<2 {
            Thread.detachNewThread {
                let own = ThreadNumber.current
                values.withOwn { $0 = own + 1 }
                mine.signal()
                other.wait()
                let seen = values.withOwn { $0 }
                found.withLock { $0[own % 64, default: []].append(seen - own - 1) }
                mine.signal()
            }
        }
        for _ in 0..<2 { mine.wait() }
        for _ in 0..<2 { other.signal() }
        for _ in 0..<2 { mine.wait() }
        // Two that are 64 numbers apart, as other tests have threads, too, would share one.
        let differences = found.withLock { $0 }
        if differences.count == 2 { #expect(differences.values.allSatisfy { $0 == [0] }) }
    }

    @Test("Many threads put theirs there, and all are taken together")
    func own() {
        let values = PerThread<[Int]>([])
        let group = DispatchGroup()
        for number in 0..<200 {
            group.enter()
            Thread.detachNewThread {
                for index in 0..<10 { values.withOwn { $0.append(10 * number + index) } }
                group.leave()
            }
        }
        group.wait()
        let taken = values.replaceAll(by: [-1])
        #expect(taken.joined().sorted() == Array(0..<2000))
        #expect(taken.filter { !$0.isEmpty }.count > 1)
        #expect(values.replaceAll(by: []).allSatisfy { $0 == [-1] })
    }
}
