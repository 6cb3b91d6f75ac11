import Foundation
import Synchronization
import TestSupport
import Testing

@testable import EntityStore

@Suite("The queue of writes") struct CommitQueueTests {
    @Test("When the queue is full a further write is refused as busy, and those that wait are not harmed")
    func busy() throws {
        var options = StoreOptions.quick
        options.maximumQueuedWrites = 3
        let temporary = try TemporaryStore(holding: Note.self, options: options)
        let outcomes = Commits(temporary.store).run { commits in
            for number in 0..<5 { commits.insert("\(number)") }
        }
        #expect(outcomes.map { (try? $0.get()) != nil } == [true, true, true, false, false])
        for outcome in outcomes[3...] { #expect(throws: StoreError.busy) { try outcome.get() } }
        try temporary.store.write { _ = try $0.insert { Note(id: $0, slug: "later") } }
    }

    @Test("A batch has a bound")
    func bounded() throws {
        var options = StoreOptions.quick
        options.maximumBatch = 10
        let temporary = try TemporaryStore(holding: Note.self, options: options)
        _ = Commits(temporary.store).run { commits in for number in 0..<25 { commits.insert("\(number)") } }
        #expect(try temporary.store.statistics().commits == 3)
    }

    @Test("There is no thread before the first submit, and one after it")
    func thread() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        try store.write { _ = try $0.insert { Note(id: $0, slug: "blocking") } }
        #expect(!store.queue.hasThread)
        let group = DispatchGroup()
        group.enter()
        store.submit({ _ in }, completion: { _ in group.leave() })
        group.wait()
        #expect(store.queue.hasThread)
    }

    @Test("A write that waits for another write inside its body is refused; one that submits it is not")
    func nested() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        let group = DispatchGroup()
        group.enter()
        try store.write { transaction in
            #expect {
                try store.write { _ in }
            } throws: { error in
                if case .misuse = error as? StoreError { true } else { false }
            }
            store.submit({ _ = try $0.insert { Note(id: $0, slug: "inner") } }, completion: { _ in group.leave() })
            _ = try transaction.insert { Note(id: $0, slug: "outer") }
        }
        group.wait()
        #expect(try store.read { try $0.count(of: Note.self) } == 2)
    }

    @Test("A completion may write, and may close the store")
    func completions() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        let group = DispatchGroup()
        group.enter()
        store.submit({ _ = try $0.insert { Note(id: $0, slug: "first") } }) { _ in
            try? store.write { _ = try $0.insert { Note(id: $0, slug: "second") } }
            store.close()
            group.leave()
        }
        group.wait()
        #expect(try temporary.reopen(holding: Note.self).read { try $0.count(of: Note.self) } == 2)
    }

    @Test("Closing commits the writes that wait, and refuses later ones")
    func closing() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        let closing = Mutex<BackgroundThread?>(nil)
        let outcomes = Commits(store).run { commits in
            for number in 0..<10 { commits.insert("\(number)") }
            closing.withLock { $0 = BackgroundThread { store.close() } }
        }
        closing.withLock { $0 }?.join()
        #expect(outcomes.allSatisfy { (try? $0.get()) != nil })
        #expect(throws: StoreError.self) { try store.write { _ in } }
        #expect(throws: StoreError.self) { try store.read { _ in } }
        let isRefused = Mutex(false)
        store.submit({ _ in }) { outcome in
            if case .failure(StoreError.misuse) = outcome { isRefused.withLock { $0 = true } }
        }
        #expect(isRefused.withLock { $0 })
        #expect(try temporary.reopen(holding: Note.self).read { try $0.count(of: Note.self) } == 10)
    }

    @Test("Closing ends the thread of the queue, whoever led last", .timeLimit(.minutes(1)))
    func lastLeader() throws {
        for _ in 0..<200 {
            let queue = CommitQueue(maximumWaiting: 100, maximumBatch: 1) { _ in }
            let writes = (0..<10).map { _ in QueuedWrite(wait: .never, isAlone: false) }
            for write in writes { try queue.submit(write) }
            queue.close()
            #expect(writes.allSatisfy(\.isSettled) && queue.count == 0)
        }
    }
}
