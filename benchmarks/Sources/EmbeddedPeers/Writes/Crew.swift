import Foundation
import Synchronization

/// Threads that do the same at the same time.
enum Crew {
    /// Runs `work` on each of `count` threads, and returns when all have ended.
    ///
    /// - Throws: What one of them has thrown.
    static func run(_ count: Int, _ work: @escaping @Sendable (_ member: Int) throws -> Void) throws {
        let failure = Mutex<(any Error)?>(nil)
        let finished = DispatchGroup()
        for member in 0..<count {
            finished.enter()
            Thread {
                do { try work(member) } catch { failure.withLock { $0 = error } }
                finished.leave()
            }.start()
        }
        finished.wait()
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
