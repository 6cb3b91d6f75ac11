import TestSupport
import Testing

@testable import EntityStore

@Suite("Pages") struct PageTests {
    private let temporary: TemporaryStore

    /// 60 notes: tags in turn a, b, c; authors in turn 0, 1; each with 100 bytes of text.
    init() throws {
        temporary = try TemporaryStore(holding: Note.self, Person.self)
        try temporary.store.write { transaction in
            for number in 0..<60 {
                _ = try transaction.insert {
                    Note(
                        id: $0, slug: "\(number)", tag: ["a", "b", "c"][number % 3], author: UInt64(number % 2),
                        text: String(repeating: "x", count: 100))
                }
            }
        }
    }

    private func slugs(
        _ query: Query<Note>?, order: Order, limit: Int, maximumBytes: Int = .max, after cursor: PageCursor? = nil
    ) throws -> (slugs: [String], next: PageCursor?) {
        try temporary.store.read { transaction in
            let page = try transaction.page(
                of: Note.self, where: query, order: order, limit: limit, maximumBytes: maximumBytes, after: cursor)
            return (page.items.map(\.slug), page.next)
        }
    }

    @Test("The last page has no next, even where it is full", arguments: Order.allCases)
    func ends(order: Order) throws {
        let all = (0..<20).map { "\($0 * 3)" }
        let expected = order == .oldest ? all : all.reversed()
        let query = Note.byTag == "a"
        let first = try slugs(query, order: order, limit: 10)
        #expect(first.slugs == Array(expected[..<10]))
        let second = try slugs(query, order: order, limit: 10, after: first.next)
        #expect(second.slugs == Array(expected[10...]))
        #expect(second.next == nil)
        #expect(try slugs(query, order: order, limit: 20).next == nil)
        #expect(try slugs(query, order: order, limit: 19).next != nil)
    }

    @Test("Several filters give what each of them gives, whatever their order")
    func joined() throws {
        let expected = (0..<60).filter { $0 % 3 == 1 && $0 % 2 == 0 }.map { "\($0)" }
        let query = Note.byTag == "b" && Note.byAuthor == 0
        let swapped = Note.byAuthor == 0 && Note.byTag == "b"
        #expect(try slugs(query, order: .oldest, limit: 60).slugs == expected)
        #expect(try slugs(swapped, order: .newest, limit: 60).slugs == expected.reversed())
        let cursor = try #require(try slugs(query, order: .oldest, limit: 4).next)
        #expect(try slugs(swapped, order: .oldest, limit: 60, after: cursor).slugs == Array(expected[4...]))
        #expect(try slugs(query && Note.bySlug == "4", order: .newest, limit: 9).slugs == ["4"])
        #expect(try slugs(query && Note.bySlug == "5", order: .newest, limit: 9).slugs == [])
    }

    @Test("A page ends at its bound of bytes, and lists one record whatever its size")
    func bytes() throws {
        let size = try temporary.store.read { transaction in
            try transaction.storedPage(of: Note.self, order: .newest, limit: 1).items[0].json.count
        }
        let three = try slugs(nil, order: .newest, limit: 60, maximumBytes: 3 * size)
        #expect(three.slugs == ["59", "58", "57"])
        let rest = try slugs(nil, order: .newest, limit: 60, maximumBytes: 3 * size - 1, after: three.next)
        #expect(rest.slugs == ["56", "55"])
        #expect(try slugs(nil, order: .newest, limit: 60, maximumBytes: 1).slugs == ["59"])
        #expect(try slugs(nil, order: .newest, limit: 0).slugs == ["59"])
    }

    @Test("A page that has spent its postings ends early, perhaps empty, and the walk still finds all")
    func spent() throws {
        let query = Note.byTag == "b" && Note.byAuthor == 0
        try temporary.store.read { transaction in
            var found: [String] = []
            var cursor: PageCursor?
            var sizes: [Int] = []
            repeat {
                var page: [String] = []
                let selection = try transaction.snapshot.selection(query, by: .oldest)
                cursor = try transaction.snapshot.walk(
                    selection, bounds: PageBounds(items: 60, postings: 3), after: cursor
                ) { id, record throws(StoreError) in
                    page.append(try Note.decode(record, id: id).slug)
                }
                found += page
                sizes.append(page.count)
            } while cursor != nil
            #expect(found == (0..<60).filter { $0 % 6 == 4 }.map { "\($0)" })
            #expect(sizes.contains(0))
            #expect(PageBounds(items: 20).postings == 10_000)
        }
    }

    @Test("A cursor that this query did not make is refused")
    func foreign() throws {
        let query = Note.byTag == "a"
        let cursor = try #require(try slugs(query, order: .newest, limit: 5).next)
        #expect(throws: StoreError.invalidCursor) { try slugs(query, order: .oldest, limit: 5, after: cursor) }
        #expect(throws: StoreError.invalidCursor) { try slugs(nil, order: .newest, limit: 5, after: cursor) }
        #expect(throws: StoreError.invalidCursor) {
            try slugs(Note.byTag == "b", order: .newest, limit: 5, after: cursor)
        }
        #expect(throws: StoreError.invalidCursor) {
            try slugs(query && Note.byAuthor == 0, order: .newest, limit: 5, after: cursor)
        }
        #expect(throws: StoreError.invalidCursor) {
            try temporary.store.read { try $0.page(of: Person.self, limit: 5, after: cursor) }
        }
        #expect(throws: StoreError.invalidCursor) {
            try temporary.store.read { try $0.keys(of: Note.byTag, limit: 5, after: cursor) }
        }
    }

    @Test("A cursor that nobody made is refused")
    func forged() throws {
        let cursor = try #require(try slugs(nil, order: .newest, limit: 5).next)
        let text = cursor.description
        var forgeries = ["", "A", "null", "../..", text + "A", text + "=", String(text.dropLast()), text.uppercased()]
        forgeries += [String(repeating: "A", count: text.utf8.count), String(repeating: "A", count: 100_000)]
        forgeries += ["B" + text.dropFirst(), "\u{0}", "é"]
        for forgery in forgeries where forgery != text {
            #expect(throws: StoreError.invalidCursor, "\(forgery.prefix(50))") {
                try slugs(nil, order: .newest, limit: 5, after: PageCursor(forgery))
            }
        }
        #expect(try slugs(nil, order: .newest, limit: 5, after: PageCursor(text)).slugs.first == "54")
    }

    @Test("Keys come in order with their counts and newest, in pages, and only those with the prefix")
    func keys() throws {
        try temporary.store.read { transaction throws in
            let first = try transaction.keys(of: Note.byTag, limit: 2)
            #expect(first.items.map(\.key) == [Array("a".utf8), Array("b".utf8)])
            #expect(first.items.map(\.count) == [20, 20])
            #expect(try transaction.get(first.items[0].newest)?.slug == "57")
            let second = try transaction.keys(of: Note.byTag, limit: 2, after: first.next)
            #expect(second.items.map(\.key) == [Array("c".utf8)])
            #expect(second.next == nil)

            let tens = try transaction.keys(of: Note.bySlug, prefix: Array("1".utf8), limit: 100)
            #expect(tens.items.count == 11)
            #expect(tens.next == nil)
            #expect(try transaction.keys(of: Note.bySlug, prefix: Array("6".utf8), limit: 9).items.map(\.count) == [1])
            #expect(try transaction.keys(of: Note.bySlug, prefix: [0xFF], limit: 9).items.isEmpty)
            let tooLong = [UInt8](repeating: 0x31, count: 600)
            #expect(try transaction.keys(of: Note.bySlug, prefix: tooLong, limit: 9).items.isEmpty)
            #expect(throws: StoreError.invalidCursor) {
                try transaction.keys(of: Note.byTag, prefix: Array("a".utf8), limit: 9, after: first.next)
            }
        }
    }

    @Test("A page that is lent as a whole is the page that is lent record by record", arguments: [1, 7, 20, 60, 200])
    func lentWhole(limit: Int) throws {
        try temporary.store.read { transaction in
            var cursor: PageCursor?
            repeat {
                var one: [[UInt8]] = []
                let next = try transaction.page(where: Note.byTag == "c", limit: limit, after: cursor) {
                    one.append([UInt8]($0.json))
                }
                var (whole, ids): ([[UInt8]], [ID<Note>]) = ([], [])
                try transaction.withPage(where: Note.byTag == "c", limit: limit, after: cursor) { page in
                    page.forEachJSON { whole.append([UInt8]($0)) }
                    page.forEach { ids.append($0.id) }
                    #expect(page.count == one.count)
                    #expect(page.byteCount == one.map(\.count).reduce(0, +))
                    #expect(page.next == next)
                }
                #expect(whole == one)
                #expect(ids == Array(Set(ids)).sorted().reversed())
                cursor = next
            } while cursor != nil
        }
    }
}
