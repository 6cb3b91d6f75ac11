import Glibc
import Synchronization
import TestSupport
import Testing

@testable import EntityStore

@Suite("Closing a store") struct ClosingTests {
    @Test("Closing waits for a read that runs, and refuses those that come later")
    func waitsForReads() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        let id = try store.write { try $0.insert { Note(id: $0, slug: "s") }.id }
        let isClosed = Mutex(false)
        var closing: BackgroundThread?
        try store.read { transaction throws in
            closing = BackgroundThread {
                store.close()
                isClosed.withLock { $0 = true }
            }
            // The store takes no more reads once it is closing; this one goes on.
            while (try? store.read { _ in }) != nil { sched_yield() }
            #expect(try transaction.get(id)?.slug == "s")
            #expect(!isClosed.withLock { $0 })
        }
        closing?.join()
        #expect(isClosed.withLock { $0 })
    }

    @Test("Readers and writers that a closing store meets are refused or succeed, and nothing else")
    func races() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        for round in 0..<20 {
            let store = try temporary.reopen(holding: Note.self)
            let wrong = Mutex<[String]>([])
            let threads = (0..<4).map { number in
                BackgroundThread {
                    for step in 0..<1_000 {
                        do {
                            if number % 2 == 0 {
                                _ = try store.read { try $0.count(of: Note.self) }
                            } else {
                                try store.write { try $0.insert { Note(id: $0, slug: "\(round)-\(number)-\(step)") } }
                            }
                        } catch StoreError.misuse {
                            return
                        } catch {
                            wrong.withLock { $0.append("\(error)") }
                        }
                    }
                }
            }
            while try store.statistics().commits < 3 { sched_yield() }
            store.close()
            for thread in threads { thread.join() }
            #expect(wrong.withLock { $0 } == [])
        }
    }

    @Test("A store that nobody holds any more closes by itself, after the writes that wait")
    func released() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let path = temporary.path
        temporary.store.close()
        do {
            let store = try Store.open(at: path, options: .quick, holding: Note.self)
            store.submit({ _ = try $0.insert { Note(id: $0, slug: "s") } }, completion: { _ in })
        }
        #expect(try temporary.reopen(holding: Note.self).read { try $0.count(of: Note.self) } == 1)
    }
}
