import EntityStore
import Foundation
import TestSupport
import Testing

/// The entity of the articles.
struct Memo: Entity {
    static let collection: CollectionName = "memos"
    static let byTag = Index<Memo, String>("tag") { $0.tag }
    static let bySlug = Index<Memo, String>("slug", unique: true) { $0.slug }
    static let indexes: [any EntityIndex<Memo>] = [byTag, bySlug]

    let id: ID<Memo>
    var slug: String
    var tag: String
    var text: String
}

@Suite("The code in the articles") struct ArticleTests {
    private struct NotADraft: Error {}

    @Test(
        "It is what these tests compile and run",
        arguments: ["GettingStarted", "Transactions", "Indexes", "StorageFormat"])
    func isCompiled(article: String) throws {
        let path = "Sources/EntityStore/EntityStore.docc/\(article).md"
        #expect(try DocumentedCode.missing(from: #filePath, of: path) == [])
    }

    @Test("Getting started")
    func gettingStarted() throws {
        let directory = TemporaryDirectory()
        let path = directory.path + "/memos"

        let store = try Store.open(at: path, holding: Memo.self)

        let memo = try store.write { transaction in
            try transaction.insert { id in Memo(id: id, slug: "first", tag: "idea", text: "…") }
        }

        let ideas = try store.read { transaction in
            try transaction.page(of: Memo.self, where: Memo.byTag == "idea", newest: 20)
        }
        #expect(ideas.items.map(\.id) == [memo.id])

        try store.write { transaction in
            guard var memo = try transaction.first(where: Memo.bySlug == "first") else { return }
            memo.text = "A better one."
            try transaction.put(memo)
        }
        #expect(try store.read { try $0.get(memo.id)?.text } == "A better one.")
        store.close()
    }

    @Test("Transactions")
    func transactions() throws {
        let temporary = try TemporaryStore(holding: Memo.self)
        let store = temporary.store
        let id = try store.write { try $0.insert { Memo(id: $0, slug: "first", tag: "idea", text: "…") }.id }

        let (count, newest) = try store.read { transaction in
            (
                try transaction.count(of: Memo.self, where: Memo.byTag == "idea"),
                try transaction.first(where: Memo.byTag == "idea", order: .newest)
            )
        }
        #expect(count == 1)
        #expect(newest?.id == id)

        let json = try store.read { transaction in try transaction.stored(id)?.json }

        var answer = Array("[".utf8)
        let next = try store.read { transaction in
            try transaction.page(of: Memo.self, where: Memo.byTag == "idea", limit: 20) { record in
                if answer.count > 1 { answer.append(UInt8(ascii: ",")) }
                answer.append(contentsOf: record.json)
            }
        }
        answer.append(UInt8(ascii: "]"))
        #expect(next == nil)
        #expect(try answer == Array("[".utf8) + #require(json) + Array("]".utf8))

        #expect(throws: NotADraft.self) {
            try store.write { transaction in
                guard let memo = try transaction.get(id), memo.tag == "draft" else { throw NotADraft() }
                try transaction.delete(id)
            }
        }

        let prepared = try PreparedInsert(Memo(id: ID(.random(at: .now)), slug: "second", tag: "idea", text: "…"))
        let stored = try store.write { transaction in try transaction.insert(prepared) }
        #expect(try stored.decoded().slug == "second")
    }

    @Test("Indexes")
    func indexes() throws {
        let temporary = try TemporaryStore(holding: Memo.self)
        let store = temporary.store
        try store.write { transaction in
            for number in 0..<250 {
                try transaction.insert { Memo(id: $0, slug: "\(number)", tag: "idea", text: "…") }
            }
            try transaction.insert { Memo(id: $0, slug: "first", tag: "idea", text: "…") }
        }

        let query = Memo.byTag == "idea" && Memo.bySlug == "first"
        #expect(try store.read { try $0.page(where: query, newest: 9).items.map(\.slug) } == ["first"])

        var handled = 0
        func handle(_ memos: [Memo]) { handled += memos.count }
        var cursor: PageCursor?
        repeat {
            let page = try store.read { transaction in
                try transaction.page(where: Memo.byTag == "idea", order: .oldest, limit: 100, after: cursor)
            }
            handle(page.items)
            cursor = page.next
        } while cursor != nil
        #expect(handled == 251)

        let tags = try store.read { transaction in
            try transaction.keys(of: Memo.byTag, prefix: Array("i".utf8), limit: 100)
        }
        #expect(tags.items.map(\.count) == [251])
    }
}
