import Foundation
import Synchronization

/// Writes that no thread sleeps for: each that is done begins the next of its chain.
enum Chains {
    /// Runs as many chains at once as are asked for, each one link after the other, and returns when all have ended.
    ///
    /// - Parameter link: Begins the write of a chain, and calls back once when it is durable, or with why it is not.
    /// - Throws: What one of the writes has ended with. Its chain ends there.
    static func run(
        _ count: Int, of length: Int,
        _ link: @escaping @Sendable (_ chain: Int, _ number: Int, @escaping @Sendable ((any Error)?) -> Void) -> Void
    ) throws {
        let failure = Mutex<(any Error)?>(nil)
        let finished = DispatchGroup()
        @Sendable func begin(_ chain: Int, _ number: Int) {
            guard number < length else { return finished.leave() }
            link(chain, number) { error in
                guard let error else { return begin(chain, number + 1) }
                failure.withLock { $0 = error }
                finished.leave()
            }
        }
        for chain in 0..<count {
            finished.enter()
            begin(chain, 0)
        }
        finished.wait()
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
