import EntityStore
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("The store against a model") struct ModelTests {
    private static let operations = 100_000

    /// The environment variable `MODEL_SEED` repeats a run.
    private static var seed: UInt64 {
        ProcessInfo.processInfo.environment["MODEL_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...(.max))
    }

    @Test("100,000 random operations, a third of the transactions aborted, answer as plain dictionaries do")
    func agrees() throws {
        let run = ModelRun(seed: Self.seed)
        print("The store against a model: MODEL_SEED=\(run.seed)")
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        var verified = 0
        while run.operations < Self.operations, run.mismatches.isEmpty {
            if run.random(in: 0...1) == 0 {
                try writeOne(run, to: store)
            } else {
                try writeBatch(of: run.random(in: 2...12), run, to: store)
            }
            try store.read { transaction in try run.read(in: transaction) }
            if run.operations / 1_000 > verified {
                verified = run.operations / 1_000
                #expect(try store.verify().problems == [], "seed \(run.seed), operation \(run.operations)")
            }
        }
        #expect(run.mismatches == [], "seed \(run.seed)")
        #expect(run.transactions / 4 < run.aborted && run.aborted < run.transactions / 2)
        #expect(try store.read { try $0.ids(of: Note.self) } == run.model.ids, "seed \(run.seed)")
    }

    /// One write with a commit of its own.
    private func writeOne(_ run: ModelRun, to store: Store) throws {
        do {
            try store.write { transaction in try run.write(in: transaction) }
        } catch is ModelRun.Aborted {}
    }

    /// Several writes in one commit: they queue while the one before them holds the lead.
    private func writeBatch(of count: Int, _ run: ModelRun, to store: Store) throws {
        let hold = DispatchSemaphore(value: 0)
        let failures = Mutex<[String]>([])
        let done = DispatchGroup()
        let finish: @Sendable (Result<Void, any Error>) -> Void = { result in
            if case .failure(let error) = result, !(error is ModelRun.Aborted) {
                failures.withLock { $0.append("\(error)") }
            }
            done.leave()
        }
        done.enter()
        store.submit({ _ in hold.wait() }, completion: finish)
        for _ in 0..<count {
            done.enter()
            store.submit({ transaction in try run.write(in: transaction) }, completion: finish)
        }
        hold.signal()
        done.wait()
        #expect(failures.withLock { $0 } == [], "seed \(run.seed)")
    }
}
