import TestSupport
import Testing

@testable import EntityStore

@Suite("Index keys") struct IndexKeyTests {
    @Test("Keys of numbers and ids are ordered as their values are")
    func ordered() {
        let numbers: [UInt64] = [0, 1, 255, 256, 65_535, 1 << 32, .max]
        #expect(numbers.map(\.indexBytes).sorted { $0.lexicographicallyPrecedes($1) } == numbers.map(\.indexBytes))
        let ids = numbers.flatMap { high in numbers.map { RecordID(high: high, low: $0) } }
        #expect(ids == ids.sorted())
        #expect(ids.map(\.indexBytes).sorted { $0.lexicographicallyPrecedes($1) } == ids.map(\.indexBytes))
    }

    @Test(
        "A key of 480 bytes fits, one more does not, and neither does an empty one",
        arguments: [("x", 480, true), ("x", 481, false), ("𝕏", 120, true), ("𝕏", 121, false), ("x", 511, false)])
    func bounded(character: String, count: Int, fits: Bool) throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        let tag = String(repeating: character, count: count)
        if fits {
            let id = try store.write { try $0.insert { Note(id: $0, slug: "s", tag: tag) }.id }
            #expect(try store.read { try $0.ids(where: Note.byTag == tag) } == [id])
        } else {
            let expected = StoreError.invalidKey(collection: "notes", index: "tag", byteCount: tag.utf8.count)
            #expect(throws: expected) { try store.write { _ = try $0.insert { Note(id: $0, slug: "s", tag: tag) } } }
            #expect(throws: expected) { try PreparedInsert(Note(id: ID(.least), slug: "s", tag: tag)) }
            #expect(try store.read { try $0.count(of: Note.self) } == 0)
            // Nothing can be listed under it, so nothing is found.
            #expect(try store.read { try $0.ids(where: Note.byTag == tag) } == [])
            #expect(try store.read { try $0.count(where: Note.byTag == tag) } == 0)
        }
        #expect(throws: StoreError.invalidKey(collection: "notes", index: "slug", byteCount: 0)) {
            try store.write { _ = try $0.insert { Note(id: $0, slug: "") } }
        }
        #expect(try store.read { try $0.ids(where: Note.bySlug == "") } == [])
    }

    @Test("The only key of an index is emptied and filled again", arguments: [1, 2, 10, 300, 2_000, 10_000])
    func refilled(count: Int) throws {
        let temporary = try TemporaryStore(holding: Tagged.self)
        let store = temporary.store
        let fill: @Sendable (borrowing WriteTransaction) throws -> Void = { transaction in
            for _ in 0..<count { _ = try transaction.insert { Tagged(id: $0) } }
        }
        try store.write { try fill($0) }
        #expect(try store.read { try $0.count(where: Tagged.byNothing == "x") } == count)
        try store.write { transaction in
            for id in try transaction.ids(of: Tagged.self, order: .newest) { try transaction.delete(id) }
            #expect(try transaction.count(where: Tagged.byNothing == "x") == 0)
            try fill(transaction)
            for id in try transaction.ids(of: Tagged.self) { try transaction.delete(id) }
        }
        #expect(try store.read { try $0.keys(of: Tagged.byNothing, limit: 9).items.isEmpty })
        expectNothingWrong(with: store)
        try store.write { try fill($0) }
        #expect(try store.read { try $0.ids(where: Tagged.byNothing == "x") }.count == count)
        expectNothingWrong(with: store)
    }

    @Test("A unique key may move from one entity to another in one transaction, and may be kept")
    func movedUniqueKey() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        try temporary.store.write { transaction in
            var first = try transaction.insert { Note(id: $0, slug: "one") }.decoded()
            var second = try transaction.insert { Note(id: $0, slug: "two") }.decoded()
            second.text = "kept"
            try transaction.put(second)
            first.slug = "two"
            #expect(throws: StoreError.duplicate(collection: "notes", index: "slug", existing: second.id.record)) {
                try transaction.put(first)
            }
            second.slug = "three"
            try transaction.put(second)
            try transaction.put(first)
            #expect(try transaction.first(where: Note.bySlug == "two") == first)
            #expect(try transaction.first(where: Note.bySlug == "one") == nil)
        }
    }
}

/// An entity that has nothing, and an index that lists all of them under one key.
private struct Tagged: Entity {
    static let collection: CollectionName = "tagged"
    static let byNothing = Index<Tagged, String>("nothing") { _ in "x" }
    static let indexes: [any EntityIndex<Tagged>] = [byNothing]

    let id: ID<Tagged>
}
