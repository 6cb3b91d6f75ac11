import EntityStore
import TestSupport

/// One transaction of a `ModelRun`: the model as the transaction sees it, and what was found not to agree.
struct ModelStep {
    var model: NoteModel
    var generator: SeededGenerator
    private(set) var operations = 0
    private(set) var mismatches: [String] = []

    private static let tags = ["", "a", "ab", "abc", "b", "é", "日本", String(repeating: "ü", count: 240)]

    init(model: NoteModel, generator: SeededGenerator) {
        self.model = model
        self.generator = generator
    }

    private mutating func expect(_ agrees: Bool, _ what: @autoclosure () -> String) {
        if !agrees { mismatches.append("operation \(operations): \(what())") }
    }

    private mutating func number(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
    private mutating func tag() -> String { Self.tags[number(Self.tags.count)] }
    private mutating func someID() -> ID<Note> {
        model.ids.randomElement(using: &generator) ?? ID(RecordID(high: 0x0190_0000_0000_7000, low: 1 << 63))
    }

    private mutating func note(_ id: ID<Note>) -> Note {
        Note(
            id: id, slug: "slug-\(number(900))", tag: tag(), author: UInt64(number(5)),
            text: String(repeating: "x", count: number(300)))
    }
}

// MARK: Changes

extension ModelStep {
    mutating func change(_ transaction: borrowing WriteTransaction) throws {
        operations += 1
        // Fewer are made than removed where there are many, so that verifying stays cheap.
        let makes = number(600) > model.notes.count
        switch number(6) {
        case 0, 1: makes ? try insert(transaction) : try delete(transaction)
        case 2: makes ? try insertPrepared(transaction) : try delete(transaction)
        case 3: makes ? try insertExisting(transaction) : try delete(transaction)
        case 4: try put(transaction)
        default: try delete(transaction)
        }
    }

    private mutating func insert(_ transaction: borrowing WriteTransaction) throws {
        let draft = note(ID(RecordID(high: 0, low: 0)))
        try finish(draft, in: transaction) { transaction in
            try transaction.insert { id in
                Note(id: id, slug: draft.slug, tag: draft.tag, author: draft.author, text: draft.text)
            }
        }
    }

    private mutating func insertPrepared(_ transaction: borrowing WriteTransaction) throws {
        let draft = note(ID(RecordID(high: 0, low: 0)))
        let prepared = try PreparedInsert(draft)
        try finish(draft, in: transaction) { transaction in try transaction.insert(prepared) }
    }

    private mutating func insertExisting(_ transaction: borrowing WriteTransaction) throws {
        let id: ID<Note> =
            number(3) == 0
            ? someID()
            : ID(RecordID(high: 0x0190_0000_0000_7000, low: 1 << 63 | .random(in: 0..<1 << 62, using: &generator)))
        let draft = note(id)
        guard model.notes[id] == nil else {
            do {
                try transaction.insert(existing: draft)
                expect(false, "an id was taken twice")
            } catch StoreError.idTaken {}
            return
        }
        try finish(draft, in: transaction) { transaction in try transaction.insert(existing: draft) }
    }

    private mutating func put(_ transaction: borrowing WriteTransaction) throws {
        let draft = note(someID())
        try finish(draft, in: transaction) { transaction in try transaction.put(draft) }
    }

    private mutating func delete(_ transaction: borrowing WriteTransaction) throws {
        let id = someID()
        let wasThere = try transaction.delete(id)
        expect(wasThere == (model.notes[id] != nil), "delete \(id) said \(wasThere)")
        model.remove(id)
    }

    /// Runs a change that stores `draft`, under an id of its own where the draft has none, and does the same to the
    /// model: both refuse a slug that is taken.
    private mutating func finish(
        _ draft: Note, in transaction: borrowing WriteTransaction,
        _ change: (borrowing WriteTransaction) throws -> Stored<Note>
    ) throws {
        let conflict = model.conflict(with: draft)
        do {
            let stored = try change(transaction)
            expect(conflict == nil, "the slug \(draft.slug) was stored twice")
            let isNew = draft.id.record == RecordID(high: 0, low: 0)
            if isNew { expect(model.ids.last.map { $0 < stored.id } ?? true, "\(stored.id) is not the greatest id") }
            model.put(
                Note(id: stored.id, slug: draft.slug, tag: draft.tag, author: draft.author, text: draft.text))
        } catch StoreError.duplicate(_, let index, let existing) {
            expect(index == "slug" && existing == conflict?.record, "\(draft.slug) was refused for \(existing)")
        }
    }
}

// MARK: Comparisons

extension ModelStep {
    mutating func compare(_ transaction: borrowing some StoreTransaction & ~Copyable) throws {
        operations += 1
        switch number(6) {
        case 0: try compareOne(transaction)
        case 1: try compareSlug(transaction)
        case 2: try compareCount(transaction)
        case 3: try compareKeys(transaction)
        default: try comparePages(transaction)
        }
    }

    private mutating func compareOne(_ transaction: borrowing some StoreTransaction & ~Copyable) throws {
        let id = someID()
        let found = try transaction.get(id)
        expect(found == model.notes[id], "get \(id)")
    }

    private mutating func compareSlug(_ transaction: borrowing some StoreTransaction & ~Copyable) throws {
        let slug = "slug-\(number(900))"
        let found = try transaction.firstStored(where: Note.bySlug == slug)
        expect(found?.id == model.notes.values.first { $0.slug == slug }?.id, "first by \(slug)")
    }

    private mutating func compareCount(_ transaction: borrowing some StoreTransaction & ~Copyable) throws {
        let (tag, author, query) = query()
        let count = try transaction.count(of: Note.self, where: query)
        let expected = model.matches(tag: tag, author: author, order: .oldest).count
        expect(count == expected, "count of \(tag ?? "any") by \(author ?? 99): \(count), not \(expected)")
    }

    private mutating func compareKeys(_ transaction: borrowing some StoreTransaction & ~Copyable) throws {
        let prefix = Array(["", "a", "ab", "b", "é", "zz"][number(6)].utf8)
        let limit = 1 + number(4)
        var found: [IndexKeyCount<Note>] = []
        var cursor: PageCursor?
        repeat {
            let page = try transaction.keys(of: Note.byTag, prefix: prefix, limit: limit, after: cursor)
            found += page.items
            cursor = page.next
        } while cursor != nil
        expect(found == model.tags(prefix: prefix), "keys from \(prefix)")
    }

    private mutating func comparePages(_ transaction: borrowing some StoreTransaction & ~Copyable) throws {
        let (tag, author, query) = query()
        let order = Order.allCases[number(2)]
        let limit = 1 + number(200)
        var found: [ID<Note>] = []
        var cursor: PageCursor?
        for _ in 0..<2 {
            cursor = try transaction.page(of: Note.self, where: query, order: order, limit: limit, after: cursor) {
                found.append($0.id)
            }
            if cursor == nil { break }
        }
        let all = model.matches(tag: tag, author: author, order: order)
        expect(found == Array(all.prefix(2 * limit)), "pages of \(tag ?? "any") by \(author ?? 99), \(order), \(limit)")
        expect((cursor == nil) == (found.count == all.count), "the end of \(found.count) of \(all.count)")
    }

    private mutating func query() -> (tag: String?, author: UInt64?, query: Query<Note>?) {
        // What has no tag is not listed, so nothing can be asked by it.
        let tag = Self.tags[1 + number(Self.tags.count - 1)]
        let author = UInt64(number(6))
        switch number(4) {
        case 0: return (nil, nil, nil)
        case 1: return (tag, nil, Note.byTag == tag)
        case 2: return (nil, author, Note.byAuthor == author)
        default: return (tag, author, Note.byTag == tag && Note.byAuthor == author)
        }
    }
}
