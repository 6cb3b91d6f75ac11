import StrictJSON
import TestSupport
import Testing

@testable import EntityStore

@Suite("Records") struct RecordTests {
    private static let owner = RecordID(high: 0x0102_0304_0506_7708, low: 0x890A_0B0C_0D0E_0F10)

    @Test("The bytes of a record are those that StorageFormat describes")
    func layout() throws {
        let header = RecordHeader(
            version: 0x0102, updatedAt: Timestamp(milliseconds: 0x0304), owner: Self.owner,
            externalID: ExternalID(source: "src", value: "v1"))
        let bytes = RecordLayout.encode(
            id: Self.owner, header: header, summary: Array("{}".utf8), json: Array("{\"a\":1}".utf8))
        let expected: [UInt8] =
            [0x8B, 0xD6, 0xF2, 0xC2] + [2, 1, 6, 0, 2, 0, 0, 0] + [2, 1, 0, 0, 0, 0, 0, 0] + [4, 3, 0, 0, 0, 0, 0, 0]
            + [1, 2, 3, 4, 5, 6, 0x77, 8, 0x89, 10, 11, 12, 13, 14, 15, 16] + Array("src\0v1".utf8)
            + Array("{}{\"a\":1}".utf8)
        #expect(bytes == expected)
        try bytes.withUnsafeBytes { bytes in
            let layout = try #require(RecordLayout(bytes))
            #expect(layout.header(in: bytes) == header)
            #expect(bytes[layout.summary].elementsEqual("{}".utf8))
            #expect(bytes[layout.json].elementsEqual("{\"a\":1}".utf8))
        }
    }

    @Test("Any header is read back as it was written")
    func roundTrip() throws {
        let externalIDs = [nil, ExternalID(source: "s", value: "é"), ExternalID(source: "é", value: "日本")]
        for owner in [nil, Self.owner] {
            for externalID in externalIDs {
                let header = RecordHeader(
                    version: .max, updatedAt: Timestamp(milliseconds: -1), owner: owner, externalID: externalID)
                let bytes = RecordLayout.encode(id: .least, header: header, summary: [], json: [0x30])
                bytes.withUnsafeBytes { bytes in
                    #expect(RecordLayout(bytes)?.header(in: bytes) == header)
                    #expect(RecordLayout(bytes)?.summary.isEmpty == true)
                }
            }
        }
    }

    @Test("Bytes that are no record are refused, wherever they end")
    func refused() {
        let header = RecordHeader(owner: Self.owner, externalID: ExternalID(source: "source", value: "value"))
        let whole = RecordLayout.encode(
            id: .least, header: header, summary: Array("{}".utf8), json: Array("{}".utf8))
        for count in 0..<whole.count - 1 {
            #expect(Array(whole[..<count]).withUnsafeBytes { RecordLayout($0) } == nil)
        }
        var damaged = whole
        damaged[4] = 1
        #expect(damaged.withUnsafeBytes { RecordLayout($0) } == nil)
        damaged = whole
        damaged[5] = 2
        #expect(damaged.withUnsafeBytes { RecordLayout($0) } == nil)
        damaged = whole
        damaged.replaceSubrange(8..<12, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(damaged.withUnsafeBytes { RecordLayout($0) } == nil)
    }

    @Test("A record can be lent: its JSON, its summary and its header, without decoding")
    func lent() throws {
        let temporary = try TemporaryStore(holding: Person.self)
        let header = RecordHeader(
            version: 3, updatedAt: Timestamp(milliseconds: 77), owner: Self.owner,
            externalID: ExternalID(source: "s", value: "v"))
        let id = try temporary.store.write { try $0.insert { Person(id: $0, name: "Ada", header: header) }.id }
        try temporary.store.read { transaction throws in
            let isSeen = try transaction.withRecord(id) { record in
                #expect(record.id == id)
                #expect(record.json.elementsEqual("{\"id\":\"\(id)\",\"name\":\"Ada\"}".utf8))
                #expect(record.summary.elementsEqual("{\"id\":\"\(id)\",\"initial\":\"A\"}".utf8))
                #expect(record.version == 3)
                #expect(record.updatedAt == Timestamp(milliseconds: 77))
                #expect(record.owner == Self.owner)
                #expect(record.header == header)
                return true
            }
            #expect(isSeen == true)
            #expect(try transaction.withRecord(ID<Person>(.least)) { _ in true } == nil)
            #expect(try transaction.get(id) == Person(id: id, name: "Ada", header: header))
            #expect(try transaction.stored(id)?.header == header)
            let query = try Person.byExternalID == #require(ExternalID(source: "s", value: "v"))
            #expect(try transaction.firstStored(where: query)?.id == id)
            #expect(try transaction.getMany([id, ID(.least), id]).map { $0?.name } == ["Ada", nil, "Ada"])
            #expect(try transaction.storedMany([ID(.least), id]).map { $0?.id } == [nil, id])
        }
    }

    @Test("An insert that was prepared stores what one that was not does, with the real id")
    func prepared() throws {
        let temporary = try TemporaryStore(holding: Person.self)
        let placeholder = ID<Person>(.least)
        let prepared = try PreparedInsert(Person(id: placeholder, name: "Ada", header: RecordHeader(version: 5)))
        let stored = try temporary.store.write { try $0.insert(prepared) }
        #expect(stored.id != placeholder)
        #expect(stored.json == Array("{\"id\":\"\(stored.id)\",\"name\":\"Ada\"}".utf8))
        #expect(prepared.jsonCount == stored.json.count)
        try temporary.store.read { transaction throws in
            #expect(try transaction.stored(stored.id)?.json == stored.json)
            let summary = try transaction.withRecord(stored.id) { Array($0.summary) }
            #expect(summary == Array("{\"id\":\"\(stored.id)\",\"initial\":\"A\"}".utf8))
            #expect(try transaction.stored(stored.id)?.header.version == 5)
        }
    }

    @Test("An entity whose JSON does not begin with its id can't be prepared")
    func unprepared() throws {
        #expect {
            try PreparedInsert(Backwards(name: "n", id: ID(.least)))
        } throws: { error in
            if case .misuse = error as? StoreError { true } else { false }
        }
    }

    @Test("External ids are bounded, and hold no NUL")
    func externalIDs() {
        #expect(ExternalID(source: "", value: "v") == nil)
        #expect(ExternalID(source: "s", value: "") == nil)
        #expect(ExternalID(source: "s\0", value: "v") == nil)
        #expect(ExternalID(source: "s", value: "\0") == nil)
        #expect(ExternalID(source: "s", value: String(repeating: "v", count: 399)) != nil)
        #expect(ExternalID(source: "s", value: String(repeating: "v", count: 400)) == nil)
        #expect(ExternalID(source: "s", value: String(repeating: "é", count: 200)) == nil)
    }

    @Test("Text that can't be stored is refused, and nothing is")
    func unencodable() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        #expect {
            try temporary.store.write { try $0.insert { Note(id: $0, slug: "s", text: "a\0b") } }
        } throws: { error in
            guard case .unencodable(let reason) = error as? StoreError else { return false }
            return reason.path == "text"
        }
        #expect(try temporary.store.read { try $0.count(of: Note.self) } == 0)
    }

    @Test(
        "An id that is no UUIDv7 is refused, as the next one given might be that of another record",
        arguments: [
            "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "01900000-0000-4000-8000-000000000000", "01900000-0000-f000-8000-000000000000",
            "01900000-0000-7000-0000-000000000000", "01900000-0000-7000-c000-000000000000",
        ])
    func foreignID(text: String) throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        let id = try #require(RecordID(text))
        let expected = StoreError.invalidID(collection: "notes", id: id)
        #expect(throws: expected) { try store.write { try $0.insert(existing: Note(id: ID(id), slug: "s")) } }
        #expect(throws: expected) { try store.write { try $0.put(Note(id: ID(id), slug: "s")) } }
        #expect(try store.read { try $0.count(of: Note.self) } == 0)
    }

    @Test("An id of the future, one that is taken, and one that is not the given one are refused")
    func ids() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        let future = RecordID(high: UInt64(Timestamp.now.milliseconds + 90_000_000) << 16 | 0x7000, low: 1 << 63)
        let expected = StoreError.idFromTheFuture(collection: "notes", id: future)
        #expect(throws: expected) { try store.write { try $0.insert(existing: Note(id: ID(future), slug: "s")) } }
        #expect(throws: expected) { try store.write { try $0.put(Note(id: ID(future), slug: "s")) } }
        let soon = RecordID(high: UInt64(Timestamp.now.milliseconds + 3_600_000) << 16 | 0x7000, low: 1 << 63)
        try store.write { try $0.insert(existing: Note(id: ID(soon), slug: "soon")) }
        #expect(throws: StoreError.idTaken(collection: "notes", id: soon)) {
            try store.write { try $0.insert(existing: Note(id: ID(soon), slug: "again")) }
        }
        #expect(try store.write { try $0.insert { Note(id: $0, slug: "next") }.id }.record > soon)
        #expect(throws: StoreError.self) { try store.write { try $0.insert { _ in Note(id: ID(soon), slug: "s") } } }
        #expect(try store.read { try $0.count(of: Note.self) } == 2)
    }
}

/// An entity whose id comes last.
private struct Backwards: Entity {
    static let collection: CollectionName = "backwards"
    let name: String
    let id: ID<Backwards>
}
