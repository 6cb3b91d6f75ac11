import EntityStore
import Glibc
import Synchronization
import TestSupport
import Testing

@Suite("Paging under change") struct PagingUnderChangeTests {
    @Test(
        "A walk that others write under meets each note that was there throughout exactly once, in order",
        arguments: Order.allCases, [true, false])
    func walk(order: Order, isFiltered: Bool) throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        let (lasting, passing) = try store.write { transaction in
            var ids: [[ID<Note>]] = [[], []]
            for number in 0..<400 {
                let stored = try transaction.insert { Note(id: $0, slug: "\(number)", tag: "t") }
                ids[number % 2].append(stored.id)
            }
            return (ids[0], ids[1])
        }

        let mayEnd = Atomic(false)
        let writing = BackgroundThread {
            var generator = SeededGenerator(seed: 7)
            var number = 0
            while !mayEnd.load(ordering: .relaxed) {
                number += 1
                Self.disturb(store, number, passing.randomElement(using: &generator), lasting[number % lasting.count])
            }
        }

        var met: [ID<Note>] = []
        var pages = 0
        var cursor: PageCursor?
        repeat {
            let page = try store.read { transaction in
                try transaction.storedPage(
                    of: Note.self, where: isFiltered ? Note.byTag == "t" : nil, order: order, limit: 7, after: cursor)
            }
            met += page.items.map(\.id)
            cursor = page.next
            pages += 1
            // Others get on between any two pages.
            let commits = try store.statistics().commits
            while try store.statistics().commits == commits { sched_yield() }
        } while cursor != nil && pages < 1_000
        mayEnd.store(true, ordering: .relaxed)
        writing.join()

        #expect(cursor == nil)
        #expect(met == (order == .oldest ? met.sorted() : met.sorted(by: >)))
        #expect(Set(met).count == met.count)
        #expect(met.filter(Set(lasting).contains) == (order == .oldest ? lasting : lasting.reversed()))
    }

    /// Inserts one, deletes one of those that are to go, and changes one that stays. No more are inserted than a walk to
    /// the newest has pages for, however seldom its thread gets on.
    private static func disturb(_ store: Store, _ number: Int, _ passing: ID<Note>?, _ lasting: ID<Note>) {
        try? store.write { transaction in
            if number <= 1_000 { _ = try transaction.insert { Note(id: $0, slug: "new-\(number)", tag: "t") } }
            if let passing { try transaction.delete(passing) }
            if var note = try transaction.get(lasting) {
                note.text = "\(number)"
                try transaction.put(note)
            }
        }
    }
}
