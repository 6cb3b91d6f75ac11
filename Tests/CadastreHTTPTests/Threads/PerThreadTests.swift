import Dispatch
import Foundation
import Testing

@testable import CadastreHTTP

@Suite("A value for each thread") struct PerThreadTests {
    @Test("Each thread finds its own, and all are taken together")
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
