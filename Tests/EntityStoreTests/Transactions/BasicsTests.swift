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

    @Test("A change is made against what is stored, whatever was read or changed before it")
    func changesAfterReads() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        let (id, other) = try store.write { transaction in
            (
                try transaction.insert { Note(id: $0, slug: "one", tag: "a") }.id,
                try transaction.insert { Note(id: $0, slug: "two", tag: "a") }.id
            )
        }
        try store.write { transaction in
            var note = try #require(try transaction.get(id))
            note.tag = "b"
            try transaction.put(note)
            note.tag = "c"
            try transaction.put(note)
            #expect(try transaction.get(id)?.tag == "c")
            note.tag = "d"
            try transaction.put(note)

            #expect(try transaction.get(other)?.tag == "a")
            try transaction.delete(other)
            try transaction.put(Note(id: other, slug: "two", tag: "e"))
            #expect(throws: StoreError.self) { try transaction.put(Note(id: id, slug: "two", tag: "f")) }
            note.tag = "g"
            try transaction.put(note)
        }
        let tags = try store.read { try $0.keys(of: Note.byTag, limit: 9).items.map(\.key) }
        #expect(tags == [Array("e".utf8), Array("g".utf8)])
    }

    @Test("While a record is lent, nothing is changed under it")
    func changesWhileLent() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        try temporary.store.write { transaction in
            let id = try transaction.insert { Note(id: $0, slug: "one", tag: "a") }.id
            let before = try transaction.stored(id)?.json
            let (isRefused, after) = try #require(
                try transaction.withRecord(id) { record in
                    (Self.isMisuse { try transaction.delete(id) }, [UInt8](record.json))
                })
            #expect(isRefused)
            #expect(after == before)
            for query in [nil, Note.byTag == "a"] {
                var refusals = 0
                _ = try transaction.page(of: Note.self, where: query, limit: 5) { _ in
                    if Self.isMisuse({ try transaction.insert { Note(id: $0, slug: "two") } }) { refusals += 1 }
                }
                #expect(refusals == 1)
                let isRefused = try transaction.withPage(of: Note.self, where: query, limit: 5) { _ in
                    Self.isMisuse { try transaction.insert { Note(id: $0, slug: "two") } }
                }
                #expect(isRefused)
            }
            #expect(try transaction.delete(id))
        }
    }

    private static func isMisuse<Result>(_ body: () throws -> Result) -> Bool {
        do {
            _ = try body()
            return false
        } catch StoreError.misuse {
            return true
        } catch {
            return false
        }
    }
}
