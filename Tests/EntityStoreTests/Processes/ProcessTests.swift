import EntityStore
import Glibc
import TestSupport
import Testing

@Suite("Several processes") struct ProcessTests {
    @Test("Two processes that write at once both get on, and both see what the other wrote")
    func bothGetOn() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore(holding: Note.self)
            let path = temporary.path
            temporary.store.close()
            let writers = (1...2).map { writer in
                Forking.child { Self.write(400, as: UInt64(writer), in: path) ? 0 : 1 }
            }
            #expect(writers.map(Forking.status) == [0, 0])

            let store = try temporary.reopen(holding: Note.self)
            let authors = try store.read {
                try $0.page(of: Note.self, order: .oldest, limit: 1_000).items.map(\.author)
            }
            #expect(authors.count == 800)
            // Neither waited for the other to finish. (In turn: 799 changes. One after the other: 1.)
            #expect(zip(authors, authors.dropFirst()).count { $0 != $1 } >= 10)
        }
    }

    /// Inserts notes one commit at a time.
    private static func write(_ count: Int, as author: UInt64, in path: String) -> Bool {
        do {
            let store = try Store.open(at: path, options: .quick, holding: Note.self)
            for number in 0..<count {
                try store.write { try $0.insert { Note(id: $0, slug: "\(author)-\(number)", author: author) } }
            }
            store.close()
            return true
        } catch {
            return false
        }
    }

    @Test("A process that is killed at any moment leaves whole transactions and a sound store")
    func killed() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore(holding: Note.self)
            let path = temporary.path
            temporary.store.close()
            for round in 0..<8 {
                let writer = Forking.child { Self.writePairs(from: round * 100_000, in: path) ? 0 : 1 }
                let store = try temporary.reopen(holding: Note.self)
                let before = try store.read { try $0.count(of: Note.self) }
                while try store.read({ try $0.count(of: Note.self) }) < before + 20 { sched_yield() }
                Forking.kill(writer)
                expectNothingWrong(with: store)
                let counts = try store.read { try $0.keys(of: Note.byTag, limit: .max).items.map(\.count) }
                #expect(counts.allSatisfy { $0 == 2 })
                try store.write { try $0.insert { Note(id: $0, slug: "after-\(round)") } }
            }
        }
    }

    /// Inserts pairs of notes, of one tag each, until it is killed.
    private static func writePairs(from first: Int, in path: String) -> Bool {
        guard let store = try? Store.open(at: path, options: .quick, holding: Note.self) else { return false }
        for number in first... {
            _ = try? store.write { transaction in
                try transaction.insert { Note(id: $0, slug: "a\(number)", tag: "\(number)") }
                try transaction.insert { Note(id: $0, slug: "b\(number)", tag: "\(number)") }
            }
        }
        return true
    }

    @Test("Counters are shared by processes")
    func counters() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore(holding: Note.self)
            let limit = DecayingLimit(10, per: 900)
            let path = temporary.path
            let hitters = (0..<2).map { _ in
                Forking.child {
                    guard let store = try? Store.open(at: path, options: .quick, holding: Note.self),
                        let counters = try? store.counters()
                    else { return 1 }
                    for _ in 0..<5 { counters.hit(42, limit) }
                    return 0
                }
            }
            #expect(hitters.map(Forking.status) == [0, 0])
            #expect(try temporary.store.counters().peek(42, limit) != nil)
            #expect(try temporary.store.counters().peek(43, limit) == nil)
        }
    }
}
