import Dispatch
import TestSupport
import Testing

@testable import EntityStore

@Suite("A write that is begun") struct PendingWriteTests {
    private let temporary: TemporaryStore

    init() throws {
        temporary = try TemporaryStore(holding: Note.self)
    }

    @Test("Its outcome is what its body returned, once it is committed")
    func outcome() throws {
        let write = try begin("a")
        let id = try write.outcome()
        #expect(try temporary.store.read { try $0.get(id)?.slug } == "a")
        // Once more is no harm.
        #expect(try write.outcome() == id)
    }

    @Test("What its body throws is thrown to whoever waits, and nothing of it is left")
    func failure() throws {
        let write = try temporary.store.begin { transaction in
            _ = try transaction.insert { Note(id: $0, slug: "gone") }
            throw Refusal()
        }
        #expect(throws: Refusal.self) { try write.outcome() }
        #expect(try temporary.store.read { try $0.count(of: Note.self) } == 0)
    }

    @Test(
        "It is carried out though nobody waits, also where the write before it was led by another thread",
        .timeLimit(.minutes(1)))
    func nobody() throws {
        let store = temporary.store
        let (hasBegun, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let blocking = BackgroundThread {
            _ = try? store.write { _ in
                hasBegun.signal()
                mayEnd.wait()
            }
        }
        hasBegun.wait()
        let isDone = DispatchSemaphore(value: 0)
        _ = try store.begin(alone: true) { _ in isDone.signal() }
        mayEnd.signal()
        #expect(isDone.wait(timeout: .now() + 30) == .success)
        blocking.join()
    }

    @Test("Of many, beside writes that block, each is carried out, in the order of a thread", .timeLimit(.minutes(2)))
    func many() throws {
        let store = temporary.store
        let threads = (0..<4).map { thread in
            BackgroundThread {
                for round in 0..<50 {
                    let begun = (0..<2).compactMap { number in
                        try? store.begin(alone: number == 0) {
                            try $0.insert { Note(id: $0, slug: "\(thread)-\(round)-\(number)") }.id
                        }
                    }
                    if round.isMultiple(of: 3) {
                        _ = try? store.write { try $0.insert { Note(id: $0, slug: "\(thread)-\(round)-2") } }
                    }
                    let ids = begun.compactMap { try? $0.outcome().record }
                    if ids.count != 2 || ids[0] >= ids[1] { Issue.record("\(thread), \(round): \(ids)") }
                }
            }
        }
        threads.forEach { $0.join() }
        #expect(try store.read { try $0.count(of: Note.self) } == 4 * (100 + 17))
    }

    @Test("Closing carries out those that wait, and their outcome is there afterwards")
    func closing() throws {
        let store = temporary.store
        let writes = try (0..<10).map { try begin("\($0)") }
        store.close()
        #expect(try Set(writes.map { try $0.outcome() }).count == 10)
        #expect(throws: StoreError.self) { try begin("late") }
        #expect(try temporary.reopen(holding: Note.self).read { try $0.count(of: Note.self) } == 10)
    }

    @Test("To wait for one inside the body of another write is refused")
    func nested() throws {
        let store = temporary.store
        try store.write { _ in
            let inner = try store.begin { try $0.insert { Note(id: $0, slug: "inner") }.id }
            #expect {
                try inner.outcome()
            } throws: { error in
                if case .misuse = error as? StoreError { true } else { false }
            }
        }
        _ = try begin("after").outcome()
        #expect(try store.read { try $0.count(of: Note.self) } == 2)
    }

    private func begin(_ slug: String) throws -> PendingWrite<ID<Note>> {
        try temporary.store.begin { try $0.insert { Note(id: $0, slug: slug) }.id }
    }
}

private struct Refusal: Error {}
