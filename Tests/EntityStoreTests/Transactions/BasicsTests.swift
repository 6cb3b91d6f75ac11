import EntityStore
import TestSupport
import Testing

@Suite("Reading and writing") struct BasicsTests {
    @Test("What is inserted is found by id, by index and in pages, newest first")
    func inserted() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        let first = try store.write { transaction in
            try transaction.insert { id in Note(id: id, slug: "first", tag: "idea", text: "…") }
        }
        let second = try store.write { transaction in
            try transaction.insert { id in Note(id: id, slug: "second", tag: "idea") }
        }
        #expect(first.id < second.id)
        try store.read { transaction in
            #expect(try transaction.get(first.id)?.text == "…")
            #expect(try transaction.stored(second.id)?.json == second.json)
            let page = try transaction.page(of: Note.self, where: Note.byTag == "idea", newest: 20)
            #expect(page.items.map(\.slug) == ["second", "first"])
            #expect(page.next == nil)
            #expect(try transaction.first(where: Note.bySlug == "first")?.id == first.id)
            #expect(try transaction.count(of: Note.self, where: Note.byTag == "idea") == 2)
        }
    }
}
