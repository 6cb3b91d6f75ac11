import EntityStore
import Foundation
import LMDB
import TestSupport
import Testing

@Suite("A store of format 2, from a file") struct GoldenFileTests {
    private let directory = TemporaryDirectory()
    private var path: String { directory.path + "/store" }

    init() throws {
        try FileManager.default.copyItem(atPath: GoldenStore.directory, toPath: path)
    }

    @Test("It opens, answers and can be written to")
    func opens() throws {
        let store = try Store.open(at: path, options: .quick, holding: Guest.self, Stay.self)
        expectNothingWrong(with: store)
        try store.read { transaction throws in
            #expect(try transaction.get(GoldenStore.ada.id) == GoldenStore.ada)
            #expect(try transaction.get(GoldenStore.zoë.id) == GoldenStore.zoë)
            let external = try #require(ExternalID(source: "hotel", value: "4711"))
            #expect(try transaction.first(where: Guest.byExternalID == external) == GoldenStore.ada)
            #expect(try transaction.page(of: Stay.self, order: .oldest, limit: 999).items == GoldenStore.stays)
            let query = Stay.byCity == "Saint-Étienne" && Stay.byGuest == GoldenStore.ada.id
            #expect(try transaction.page(where: query, newest: 9).items.map(\.nights) == [200, 100, 0])
        }
        try store.write { try $0.insert { Guest(id: $0, name: "New") } }
        #expect(try store.statistics().indexGeneration == 2)
        store.close()
    }

    @Test("A cursor of format 1 still leads where it led")
    func cursor() throws {
        let store = try Store.open(at: path, options: .quick, holding: Guest.self, Stay.self)
        defer { store.close() }
        let text = "AaLscgcIpf9ZAZEAAADHcACQAAAAAAAAAA"
        try store.read { transaction throws in
            let first = try transaction.page(where: Stay.byCity == "Bordeaux", newest: 99)
            #expect(first.next?.description == text)
            let second = try transaction.page(where: Stay.byCity == "Bordeaux", limit: 1, after: PageCursor(text))
            #expect(second.items.map(\.nights) == [199])
        }
    }

    @Test("Its bytes are those that StorageFormat describes")
    func bytes() throws {
        var options = Environment.Options()
        options.isReadOnly = true
        let environment = try Environment.open(at: path, options: options)
        defer { environment.close() }
        let meta = try pairs(in: environment.database(named: "meta", creates: false), of: environment)
        let complete: [UInt8] = Array(repeating: 0, count: 16)
        #expect(
            meta == [
                "collection/guests": [], "collection/stays": [],
                "format": [2, 0, 0, 0], "generation": [2, 0, 0, 0, 0, 0, 0, 0],
                "index/guests/external-id": [0, 1, 1, 0, 0, 0, 0, 0, 0, 0] + complete,
                "index/stays/city": [0, 0, 1, 0, 0, 0, 0, 0, 0, 0] + complete,
                "index/stays/guest": [0, 0, 3, 0, 0, 0, 0, 0, 0, 0] + complete,
            ])

        let guests = try environment.database(named: "records/guests", creates: false)
        let cities = try environment.multiDatabase(named: "index/stays/city", valueSize: 16, creates: false)
        let transaction = try environment.beginRead()
        let ada: [UInt8] =
            [0x1C, 0xCB, 0x9F, 0x86] + [2, 0, 10, 0, 45, 0, 0, 0] + [2, 0, 0, 0, 0, 0, 0, 0]
            + bytes(of: 1_790_000_000_123) + complete
            + Array("hotel\u{0}4711".utf8) + Array("{\"id\":\"01900000-0000-7000-8000-000000000001\"}".utf8)
            + Array("{\"id\":\"01900000-0000-7000-8000-000000000001\",\"name\":\"Ada\"}".utf8)
        #expect(try transaction.get(GoldenStore.ada.id.record.bytes, in: guests) == ada)

        let ids = try transaction.cursor(in: cities) { cursor throws(LMDBError) in
            guard try cursor.seek(Array("Saint-Étienne".utf8)) else { return [] as [UInt8] }
            return try cursor.withRun { run in run.withUnsafeBytes { [UInt8]($0) } }
        }
        #expect(ids == [0, 100, 200].flatMap { GoldenStore.stays[$0].id.record.bytes })
        transaction.end()
    }

    @Test("A store of format 1, whose records have no checksum, is refused in a sentence that says what to do")
    func formerFormat() throws {
        let former = directory.path + "/former"
        try FileManager.default.copyItem(atPath: GoldenStore.formerDirectory, toPath: former)
        #expect {
            try Store.open(at: former, options: .quick, holding: Guest.self, Stay.self)
        } throws: { error in
            guard case .incompatible(let sentence) = error as? StoreError else { return false }
            return sentence.contains("format 1") && sentence.contains("reads 2") && sentence.contains("Export it")
        }
    }

    @Test(
        "The fixture can be made anew",
        .enabled(if: ProcessInfo.processInfo.environment["GOLDEN_DIRECTORY"] != nil, "GOLDEN_DIRECTORY says where to"))
    func write() throws {
        let target = try #require(ProcessInfo.processInfo.environment["GOLDEN_DIRECTORY"])
        try GoldenStore.write(to: target, by: directory.path + "/new")
    }

    private func bytes(of number: Int64) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    private func pairs(in database: Database, of environment: Environment) throws -> [String: [UInt8]] {
        let transaction = try environment.beginRead()
        return try transaction.cursor(in: database) { cursor throws(LMDBError) in
            var pairs: [String: [UInt8]] = [:]
            var isPositioned = try cursor.first()
            while isPositioned {
                try cursor.withCurrent { key, value in
                    let name = key.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                    pairs[name] = value.withUnsafeBytes { [UInt8]($0) }
                }
                isPositioned = try cursor.next()
            }
            return pairs
        }
    }
}
