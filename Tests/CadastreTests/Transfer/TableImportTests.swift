import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("The import of a table") struct TableImportTests {
    private let register: TemporaryRegister
    private var registry: Registry { register.registry }

    init() throws {
        register = try TemporaryRegister()
    }

    @Test("Rows become properties, and what the owner column holds becomes users")
    func rows() throws {
        let (summary, rejections) = try run([
            row(2, id: "a", owner: "ada"), row(3, id: "b", owner: "bob", rooms: ["bedroom": "2", "bathroom": "1.5"]),
            row(4, id: "c", owner: "ada"),
        ])
        #expect(summary.json == #"{"added":3,"updated":0,"unchanged":0,"rejected":0,"users":2}"#)
        #expect(rejections.isEmpty)
        let properties = try properties()
        #expect(properties.map(\.name) == ["Home a", "Home b", "Home c"])
        #expect(properties.map(\.externalID?.value) == ["a", "b", "c"])
        #expect(properties[0].ownerID == properties[2].ownerID && properties[0].ownerID != properties[1].ownerID)
        let rooms = properties[1].rooms
        #expect(rooms.map(\.kind) == ["bathroom", "bedroom", "bedroom"])
        #expect(rooms.map(\.name) == ["Bathroom", "Bedroom 1", "Bedroom 2"])
        #expect(Set(rooms.map(\.id)).count == 3)
    }

    @Test("Users that were made have an address that nobody can have, and no password")
    func owners() throws {
        _ = try run([row(2, id: "a", owner: "host-4711")])
        let user = try #require(try users().first)
        #expect(user.email.text == "\(user.id)@import.invalid")
        #expect(user.role == .user)
        #expect(user.externalID == ExternalID(source: "test", value: "host-4711"))
        #expect(try registry.store.read { try $0.get(Credential.id(of: user.id))?.hash } == nil)
    }

    @Test("External ids are in nothing that can be read")
    func secrecy() throws {
        var row = row(2, id: "row-4711", owner: "host-4711")
        row.name = "Échoppe"
        _ = try run([row])
        let property = try #require(try properties().first)
        let page = try registry.properties(PropertyQuery(), as: .anonymous).json.text
        let whole = try registry.store.read { try $0.stored(property.ownerID)?.json.text ?? "" }
        let summary = try registry.store.read { try $0.withRecord(property.ownerID) { Array($0.summary).text } ?? "" }
        for text in [page, whole, summary] {
            #expect(text.contains(property.ownerID.description))
            #expect(!text.contains("4711"))
        }
    }

    @Test("A table that is imported twice makes nothing twice and changes nothing")
    func twice() throws {
        let rows = [row(2, id: "a", owner: "ada"), row(3, id: "b", owner: "bob", rooms: ["bedroom": "2"])]
        _ = try run(rows)
        let before = try export()
        for updates in [false, true] {
            let (summary, _) = try run(rows) { $0.updates = updates }
            #expect(summary.json == #"{"added":0,"updated":0,"unchanged":2,"rejected":0,"users":0}"#)
            #expect(try export() == before)
        }
    }

    @Test("The same ids in another source are other properties and other owners")
    func sources() throws {
        _ = try run([row(2, id: "a", owner: "ada")])
        let (summary, _) = try run([row(2, id: "a", owner: "ada")], source: "other")
        #expect(summary.added == 1 && summary.users == 1)
    }

    @Test("A row that differs is left alone without updates and taken over with them")
    func updates() throws {
        _ = try run([row(2, id: "a", owner: "ada", rooms: ["bedroom": "2"]), row(3, id: "b", owner: "ada")])
        let before = try properties()
        var changed = row(2, id: "a", owner: "ada", rooms: ["bedroom": "3"])
        changed.city = "Bègles"
        #expect(try run([changed]).summary.unchanged == 1)
        #expect(try properties().map(\.version) == [1, 1])

        let (summary, _) = try run([changed, row(3, id: "b", owner: "ada")]) { $0.updates = true }
        #expect(summary.json == #"{"added":0,"updated":1,"unchanged":1,"rejected":0,"users":0}"#)
        let after = try properties()
        #expect(after.map(\.version) == [2, 1])
        #expect(after[0].id == before[0].id && after[0].city == "Bègles" && after[0].createdAt == before[0].createdAt)
        #expect(after[0].updatedAt > before[0].updatedAt)
        #expect(after[0].rooms.prefix(2) == before[0].rooms.prefix(2) && after[0].rooms.count == 3)
        #expect(try count(inCity: "Bègles") == 1)
    }

    @Test("What an owner has said about a room stays when its row is taken over again")
    func keptRooms() throws {
        _ = try run([row(2, id: "a", owner: "ada", rooms: ["bedroom": "2"])])
        let property = try #require(try properties().first)
        let patch = try MergePatch(json: Array(#"{"area": 12.5, "features": {"sol": "parquet"}}"#.utf8))
        _ = try registry.patchRoom(property.rooms[1].id, of: property.id, with: patch, as: .operator).commit()
        var again = row(2, id: "a", owner: "ada", rooms: ["bedroom": "2"])
        again.description = "Vue dégagée."
        #expect(try run([again]) { $0.updates = true }.summary.updated == 1)
        let room = try #require(try properties().first?.rooms.last)
        #expect(room.id == property.rooms[1].id && room.area == 12.5 && room.features["sol"] == .text("parquet"))
    }

    @Test("A property that a table gives to another owner is found by that owner")
    func movedOwner() throws {
        _ = try run([row(2, id: "a", owner: "ada")])
        let (summary, _) = try run([row(2, id: "a", owner: "bob")]) { $0.updates = true }
        #expect(summary.updated == 1 && summary.users == 1)
        let owned = try users().map { user in
            try registry.store.read { try $0.count(of: Property.self, where: Property.byOwner == user.id) }
        }
        #expect(owned == [0, 1])
    }

    @Test("Line breaks in one-line fields become spaces, and stay in descriptions")
    func lineBreaks() throws {
        var row = row(2, id: "a", owner: "ada")
        row.name = "Belle\r\nmaison"
        row.city = "Bor\ndeaux"
        row.description = "Une\nligne\r\nde plus"
        #expect(try run([row]).rejections.isEmpty)
        let property = try #require(try properties().first)
        #expect(property.name == "Belle maison" && property.city == "Bor deaux")
        #expect(property.description.utf8.elementsEqual("Une\nligne\r\nde plus".utf8))
    }

    @Test("A type that is not there rejects its rows, or is made once, by its first label")
    func types() throws {
        var rows = [row(2, id: "a", owner: "ada"), row(3, id: "b", owner: "ada"), row(4, id: "c", owner: "ada")]
        rows[0].type = "Entire home/apt"
        rows[1].type = "ENTIRE HOME / APT"
        rows[2].type = "House"
        let (summary, rejections) = try run(rows)
        #expect(summary.added == 1 && summary.users == 1)
        let flaw = FieldError("type", "is not the id of a type")
        #expect(rejections == [2, 3].map { ImportRejection(line: $0, errors: [flaw]) })

        #expect(try run(rows) { $0.createsTypes = true }.summary.added == 2)
        #expect(try registry.type("entire-home-apt", as: .anonymous).decoded().label == "Entire home/apt")
        #expect(try registry.type("house", as: .anonymous).decoded().label == "House")
    }

    @Test("What a type's label may not be rejects a row only where the type is to be made", arguments: [false, true])
    func labels(isDryRun: Bool) throws {
        var rows = [row(2, id: "a", owner: "ada"), row(3, id: "b", owner: "ada")]
        rows[0].type = "House\t"
        rows[1].type = "Yurt\t"
        let (summary, rejections) = try run(rows) {
            $0.createsTypes = true
            $0.isDryRun = isDryRun
        }
        #expect(summary.added == 1)
        #expect(rejections.map(\.line) == [3] && rejections.first?.errors.map(\.field) == ["type"])
    }

    static let badRows: [(change: @Sendable (inout ImportRow) -> Void, fields: [String])] = [
        ({ $0.name = "" }, ["name"]),
        ({ $0.name = " \n " }, ["name"]),
        ({ $0.name = String(repeating: "x", count: 201) }, ["name"]),
        ({ $0.name = "a\tb" }, ["name"]),
        ({ $0.name = "a\u{202E}b" }, ["name"]),
        ({ $0.description = String(repeating: "x", count: 10_001) }, ["description"]),
        ({ $0.city = "—" }, ["city"]),
        ({ $0.type = "!" }, ["type"]),
        ({ $0.type = "house" + String(repeating: "!", count: 96) }, ["type"]),
        ({ $0.rooms = [RoomCount(kind: "bedroom", count: "many")] }, ["rooms.bedroom"]),
        (
            { $0.rooms = ["bedroom", "bathroom"].map { RoomCount(kind: $0, count: "1e1") } },
            ["rooms.bedroom", "rooms.bathroom"]
        ),
        ({ $0.rooms = [RoomCount(kind: "bedroom", count: "201")] }, ["rooms"]),
        ({ $0.id = "" }, ["id"]),
        ({ $0.id = String(repeating: "x", count: 401) }, ["id"]),
        ({ $0.owner = "" }, ["owner"]),
        ({ $0.owner = "a\0b" }, ["owner"]),
        (
            {
                $0.name = ""; $0.city = ""
            }, ["name", "city"]
        ),
    ]

    @Test("A bad row is rejected with its line and each field, and leaves nothing", arguments: badRows.indices)
    func badRow(index: Int) throws {
        var bad = row(3, id: "bad", owner: "new owner")
        Self.badRows[index].change(&bad)
        let (summary, rejections) = try run([row(2, id: "a", owner: "ada"), bad, row(4, id: "c", owner: "ada")])
        #expect(summary.json == #"{"added":2,"updated":0,"unchanged":0,"rejected":1,"users":1}"#)
        #expect(rejections.map(\.line) == [3])
        #expect(rejections.first?.errors.map(\.field) == Self.badRows[index].fields)
        #expect(try users().count == 1)
    }

    @Test("A strict import stops at the first bad row and keeps what came before it")
    func strict() throws {
        var bad = row(3, id: "bad", owner: "ada")
        bad.name = ""
        let (summary, rejections) = try run([row(2, id: "a", owner: "ada"), bad, row(4, id: "c", owner: "ada")]) {
            $0.stopsAtRejection = true
        }
        #expect(summary.added == 1 && summary.rejected == 1)
        #expect(rejections.map(\.line) == [3])
        #expect(try properties().map(\.externalID?.value) == ["a"])
    }

    @Test(
        "A source without a name, or with a very long one, is refused",
        arguments: ["", "a\0b", String(repeating: "x", count: 101)])
    func source(name: String) {
        let error = #expect(throws: RegistryError.self) { try TableImport(into: registry, source: name) }
        #expect(error?.kind == .invalid)
    }

    @Test("A dry run tells what the import would do, and does nothing", arguments: [false, true])
    func dryRun(updates: Bool) throws {
        var random = SeededGenerator()
        _ = try run((0..<20).map { randomRow($0, round: 0, &random) })
        for round in 1...5 {
            let rows = (0..<60).map { randomRow($0, round: round, &random) }
            let createsTypes = Bool.random(using: &random)
            func options(_ options: inout ImportOptions) {
                options.updates = updates
                options.createsTypes = createsTypes
            }
            let before = try export()
            let promised = try run(rows) {
                options(&$0)
                $0.isDryRun = true
            }
            #expect(try export() == before, "seed \(random.seed)")
            let kept = try run(rows, options)
            #expect(promised.summary == kept.summary, "seed \(random.seed)")
            #expect(promised.rejections == kept.rejections, "seed \(random.seed)")
        }
    }

    @Test("More rows than fit one transaction all arrive")
    func many() throws {
        let rows = (0..<2_000).map { row($0 + 2, id: "\($0)", owner: "\($0 % 7)") }
        let (summary, _) = try run(rows)
        #expect(summary.added == 2_000 && summary.users == 7)
        #expect(try registry.store.read { try $0.count(of: Property.self) } == 2_000)
    }
}

extension TableImportTests {
    private func run(
        _ rows: [ImportRow], source: String = "test", _ change: (inout ImportOptions) -> Void = { _ in }
    ) throws -> (summary: ImportSummary, rejections: [ImportRejection]) {
        var options = ImportOptions()
        change(&options)
        let table = try TableImport(into: registry, source: source, options: options)
        var rejections: [ImportRejection] = []
        for row in rows { rejections += try table.add(.success(row)) }
        rejections += try table.finish()
        return (table.summary, rejections)
    }

    private func row(_ line: Int, id: String, owner: String, rooms: KeyValuePairs<String, String> = [:]) -> ImportRow {
        var row = ImportRow(line: line, id: id, owner: owner, name: "Home \(id)", city: "Bordeaux", type: "house")
        row.rooms = rooms.sorted { $0.key < $1.key }.map { RoomCount(kind: $0.key, count: $0.value) }
        return row
    }

    /// A row whose content its id and the round decide: a dry run does not know what an earlier row would have changed.
    private func randomRow(_ line: Int, round: Int, _ random: inout SeededGenerator) -> ImportRow {
        let id = Int.random(in: 0..<50, using: &random)
        var row = row(line, id: "\(id)", owner: "\((id + round) % 8)")
        row.city = ["Bordeaux", "Bègles", "Talence", ""][(id + round) % 4]
        row.type = ["house", "Loft", "Yurt"][id % 3]
        return row
    }

    private func properties() throws -> [Property] {
        try registry.store.read { try $0.page(order: .oldest, limit: 100).items }
    }

    private func users() throws -> [User] {
        try registry.store.read { try $0.page(order: .oldest, limit: 100).items }
    }

    private func count(inCity city: String) throws -> Int {
        let city = try FoldedText(folding: city)
        return try registry.store.read { try $0.count(of: Property.self, where: Property.byCity == city) }
    }

    private func export() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try registry.export(withSecrets: true) { line, _ in bytes += line }
        return bytes
    }
}
