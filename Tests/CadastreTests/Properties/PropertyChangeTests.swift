import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Changing properties") struct PropertyChangeTests {
    private let register: TemporaryRegister
    private let ada: Caller
    private let home: Stored<Property>

    init() throws {
        register = try TemporaryRegister()
        ada = try register.user("ada")
        home = try register.house(of: ada)
    }

    private func patch(
        _ json: String, ifMatch: Precondition = .none, as caller: Caller? = nil
    ) throws -> Stored<Property> {
        let patch = try MergePatch(json: Array(json: json))
        return try register.registry.patchProperty(home.id, with: patch, ifMatch: ifMatch, as: caller ?? ada).commit()
    }

    private func replace(_ json: [UInt8], ifMatch: Precondition = .none) throws -> Stored<Property> {
        let replacement = try PropertyReplacement(json: json)
        return try register.registry.replaceProperty(home.id, with: replacement, ifMatch: ifMatch, as: ada).commit()
    }

    @Test(
        "A patch changes what it names and leaves the rest",
        arguments: [
            (#"{"name":"Maison"}"#, "name", JSONValue.string("Maison")),
            (#"{"description":"New."}"#, "description", "New."), (#"{"description":null}"#, "description", ""),
            (#"{"type":"loft"}"#, "type", "loft"), (#"{"city":"Pau"}"#, "city", "Pau"),
            (#"{"rooms":[]}"#, "rooms", []), (#"{"rooms":null}"#, "rooms", []),
        ] as [(String, String, JSONValue)])
    func patches(_ json: String, _ name: String, _ value: JSONValue) throws {
        register.clock.advance(milliseconds: 250)
        let before = try #require(try home.json.parsed.object)
        let after = try #require(try patch(json).json.parsed.object)
        var expected = before
        expected[name] = value
        expected["version"] = 2
        expected["updatedAt"] = "2026-03-01T12:00:00.250Z"
        #expect(after == expected)
        #expect(Array(after.map(\.name)) == Array(before.map(\.name)))
        #expect(try register.registry.property(home.id, as: .anonymous).json.parsed.object == expected)
    }

    @Test("What was read, edited and sent back whole is welcome")
    func roundTrip() throws {
        var property = try #require(try home.json.parsed.object)
        property["name"] = "Maison"
        let stored = try replace(try JSONValue.object(property).encoded())
        let rooms = try home.decoded().rooms
        #expect(try stored.decoded().name == "Maison")
        #expect(try stored.decoded().rooms == rooms)
        #expect(stored.header.version == 2)
    }

    @Test("What a replacement leaves out is empty")
    func replacementIsWhole() throws {
        let stored = try replace(Array(json: #"{"name":"Maison","type":"house","city":"Pau"}"#)).decoded()
        #expect(stored.description.isEmpty && stored.rooms.isEmpty)
        #expect(stored.createdAt == (try home.decoded().createdAt))
        let error = #expect(throws: RegistryError.self) { try replace(Array(json: #"{"description":"x"}"#)) }
        #expect(
            error?.problem.errors.map(\.description) == ["name is required", "type is required", "city is required"])
    }

    @Test(
        "A change that changes nothing writes nothing: the version stays",
        arguments: [
            "{}", #"{"name":"Échoppe"}"#, #"{"type":"house","city":"Bordeaux","version":1}"#,
        ])
    func nothing(_ json: String) throws {
        register.clock.advance(seconds: 1)
        let commits = try register.registry.statistics().commits
        #expect(try patch(json).json == home.json)
        #expect(try replace(home.json).json == home.json)
        #expect(try register.registry.statistics().commits == commits)
    }

    @Test("Another normal form of the same text is a change")
    func normalForms() throws {
        #expect(try patch(#"{"name":"E\u0301choppe"}"#).header.version == 2)
    }

    @Test(
        "What nobody changes is refused where it is not what is stored",
        arguments: ["id", "ownerId", "createdAt", "updatedAt"])
    func fixed(_ name: String) throws {
        let other = "0198f3b4-11d0-7b3a-8a54-6f2e9d0c1b77"
        let error = #expect(throws: RegistryError.self) { try patch(#"{"\#(name)":"\#(other)","version":7}"#) }
        #expect(error == .invalid([FieldError(name, "can't be changed"), FieldError("version", "can't be changed")]))
        let removal = #expect(throws: RegistryError.self) { try patch(#"{"\#(name)":null}"#) }
        #expect(removal == .invalid([FieldError(name, "can't be removed")]))
    }

    @Test("A required field can't be removed", arguments: ["name", "type", "city"])
    func required(_ name: String) {
        let error = #expect(throws: RegistryError.self) { try patch(#"{"\#(name)":null}"#) }
        #expect(error == .invalid([FieldError(name, "can't be removed")]))
    }

    @Test("Rooms keep their ids, new ones get one, and foreign and repeated ids are refused")
    func rooms() throws {
        let rooms = try home.decoded().rooms
        let attic = rooms[1].id
        let changed = try patch(
            #"{"rooms":[{"id":"\#(attic)","name":"Loft","kind":"attic"},{"name":"Bath","kind":"bath"}]}"#
        ).decoded()
        #expect(changed.rooms.map(\.name) == ["Loft", "Bath"])
        #expect(changed.rooms[0].id == attic)
        #expect(!rooms.map(\.id).contains(changed.rooms[1].id))

        let other = try register.house(of: ada).decoded().rooms[0].id
        let foreign = #expect(throws: RegistryError.self) {
            try patch(#"{"rooms":[{"id":"\#(attic)","name":"a","kind":"b"},{"id":"\#(other)","name":"a","kind":"b"}]}"#)
        }
        #expect(foreign == .invalid([FieldError("rooms[1].id", PropertyFields.foreignRoom)]))
        let repeated = #expect(throws: RegistryError.self) {
            try patch(#"{"rooms":[{"id":"\#(attic)","name":"a","kind":"b"},{"id":"\#(attic)","name":"a","kind":"b"}]}"#)
        }
        #expect(repeated == .invalid([FieldError("rooms[1].id", "is the id of another room in this list")]))
        let noID = #expect(throws: RegistryError.self) { try patch(#"{"rooms":[{"id":"7","name":"a","kind":"b"}]}"#) }
        #expect(noID == .invalid([FieldError("rooms[0].id", PropertyFields.foreignRoom)]))
    }

    @Test("A property that a patch makes too long is refused, and stays as it was")
    func tooLong() throws {
        let text = String(repeating: "é", count: 500)
        let room = #"{"name":"a","kind":"b","features":{"a":"\#(text)","b":"\#(text)"}}"#
        let rooms = Array(repeating: room, count: 200).joined(separator: ",")
        let error = #expect(throws: RegistryError.self) { try patch(#"{"rooms":[\#(rooms)]}"#) }
        #expect(error == .invalid([FieldError("rooms", "make the property longer than 256 KiB of JSON")]))
        #expect(try register.registry.property(home.id, as: .anonymous).json == home.json)
    }

    @Test("A second removal finds nothing, and so does every change after it")
    func removal() throws {
        try register.registry.deleteProperty(home.id, as: ada).commit()
        #expect(#expect(throws: RegistryError.self) { try patch("{}") }?.kind == .notFound)
        let again = register.registry.deleteProperty(home.id, as: ada)
        #expect(#expect(throws: RegistryError.self) { try again.commit() }?.kind == .notFound)
        #expect(
            #expect(throws: RegistryError.self) { try register.registry.property(home.id, as: ada) }?.kind == .notFound)
    }
}
