import EntityStore
import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Rooms") struct RoomTests {
    private let register: TemporaryRegister
    private let ada: Caller
    private let home: Stored<Property>
    private let kitchen: ID<Room>
    private let attic: ID<Room>

    init() throws {
        register = try TemporaryRegister()
        ada = try register.user("ada")
        home = try register.house(of: ada)
        let rooms = try home.decoded().rooms.map(\.id)
        kitchen = rooms[0]
        attic = rooms[1]
    }

    private func patch(_ json: String, _ room: ID<Room>? = nil) throws -> StoredRoom {
        let patch = try MergePatch(json: Array(json: json))
        return try register.registry.patchRoom(room ?? kitchen, of: home.id, with: patch, as: ada).commit()
    }

    /// A room's JSON without its id.
    private func members(of room: StoredRoom) throws -> JSONObject {
        var members = try #require(try room.json.parsed.object)
        #expect(members["id"] == .string(room.id.description))
        members["id"] = nil
        return members
    }

    @Test("Rooms are read out of their property, byte by byte")
    func reading() throws {
        let registry = register.registry
        let list = try registry.rooms(of: home.id, as: .anonymous)
        let property = home.json.text
        let first = try #require(property.range(of: #""rooms":["#))
        let last = try #require(property.range(of: #"],"ownerId""#))
        #expect(list.json.text == #"{"items":["# + property[first.upperBound..<last.lowerBound] + "]}")
        #expect(list.revision == home.revision)
        let room = try registry.room(kitchen, of: home.id, as: .anonymous)
        #expect(
            room.json.text == """
                {"id":"\(kitchen)","name":"Kitchen","kind":"kitchen","area":12.5,"features":{"floor":"oak"}}
                """)
        #expect(room.revision == home.revision)
    }

    @Test("A property without rooms has an empty list")
    func noRooms() throws {
        let draft = try PropertyDraft(name: "a", type: "land", city: "b")
        let land = try register.registry.createProperty(draft, as: ada).commit()
        #expect(try register.registry.rooms(of: land.id, as: .anonymous).json.text == #"{"items":[]}"#)
    }

    @Test("What is not there is not found: the property, the room, a room of another property")
    func missing() throws {
        let registry = register.registry
        let other = try register.house(of: ada)
        let foreign = try other.decoded().rooms[0].id
        for (room, property) in [(kitchen, .unassigned), (.unassigned, home.id), (foreign, home.id)] {
            let error = #expect(throws: RegistryError.self) { try registry.room(room, of: property, as: ada) }
            #expect(error?.kind == .notFound)
            let write = registry.deleteRoom(room, of: property, as: ada)
            #expect(#expect(throws: RegistryError.self) { try write.commit() }?.kind == .notFound)
        }
        #expect(#expect(throws: RegistryError.self) { try registry.rooms(of: .unassigned, as: ada) }?.kind == .notFound)
    }

    @Test("A room that is added comes last, and raises the property's version")
    func adding() throws {
        register.clock.advance(seconds: 1)
        let draft = try RoomDraft(json: Array(json: #"{"kind":"bath","name":"Bath","area":6}"#))
        let bath = try register.registry.createRoom(draft, of: home.id, as: ada).commit()
        #expect(bath.json.text == #"{"id":"\#(bath.id)","name":"Bath","kind":"bath","area":6,"features":{}}"#)
        let stored = try register.registry.property(home.id, as: .anonymous)
        #expect(try stored.decoded().rooms.map(\.id) == [kitchen, attic, bath.id])
        #expect(bath.revision == stored.revision)
        #expect(stored.revision == Revision(version: 2, updatedAt: register.clock.now))
    }

    @Test(
        "A patch changes what it names; of the features, too",
        arguments: [
            (#"{"name":"Cuisine"}"#, "name", JSONValue.string("Cuisine")), (#"{"area":14}"#, "area", 14),
            (#"{"features":{"gas":true}}"#, "features", ["floor": "oak", "gas": true]),
            (#"{"features":{"floor":null}}"#, "features", [:]),
            (#"{"features":{"floor":2,"none":null}}"#, "features", ["floor": 2]),
            (#"{"features":null}"#, "features", [:]),
        ] as [(String, String, JSONValue)])
    func patches(_ json: String, _ name: String, _ value: JSONValue) throws {
        var expected: JSONObject = ["name": "Kitchen", "kind": "kitchen", "area": 12.5, "features": ["floor": "oak"]]
        expected[name] = value
        let room = try patch(json)
        #expect(try members(of: room) == expected)
        #expect(room.revision.version == 2)
        #expect(try register.registry.room(kitchen, of: home.id, as: .anonymous).json == room.json)
        #expect(try register.registry.room(attic, of: home.id, as: .anonymous).json.text.contains("Attic"))
    }

    @Test("An area that is removed is absent")
    func removedArea() throws {
        #expect(try patch(#"{"area":null}"#).json.parsed["area"] == nil)
    }

    @Test("A replacement is the whole room, and keeps its id")
    func replacing() throws {
        let json = Array(json: #"{"id":"\#(attic)","name":"Loft","kind":"bedroom"}"#)
        let replacement = try RoomReplacement(json: json)
        let room = try register.registry.replaceRoom(attic, of: home.id, with: replacement, as: ada).commit()
        #expect(try members(of: room) == ["name": "Loft", "kind": "bedroom", "features": [:]])
        let other = register.registry.replaceRoom(kitchen, of: home.id, with: replacement, as: ada)
        let error = #expect(throws: RegistryError.self) { try other.commit() }
        #expect(error == .invalid([FieldError("id", "can't be changed")]))
    }

    @Test("A change that changes nothing leaves the property's version")
    func nothing() throws {
        #expect(try patch(#"{"area":12.5,"features":{"floor":"oak","x":null}}"#).revision == home.revision)
        #expect(try patch("{}", attic).revision == home.revision)
    }

    @Test(
        "What is wrong with a patch is named",
        arguments: [
            (#"{"name":null,"kind":null}"#, ["name can't be removed", "kind can't be removed"]),
            (#"{"area":-1,"size":2}"#, ["size is not a field", "area must be from 0 to 1000000 square metres"]),
            (#"{"features":{"\u0000x":null}}"#, []),
            (#"{"features":{"floor":""}}"#, ["features.floor must have 1 to 500 characters"]),
            (#"{"id":"x"}"#, ["id can't be changed"]),
        ])
    func bounds(_ json: String, _ complaints: [String]) throws {
        let error = #expect(throws: RegistryError.self) { try patch(json) }
        #expect(error?.kind == (complaints.isEmpty ? .malformed : .invalid))
        if !complaints.isEmpty { #expect(error?.problem.errors.map(\.description) == complaints) }
    }

    @Test("The bounds on numbers hold for what a change would leave")
    func totals() throws {
        let features = (0..<64).map { #""\#($0)":1"# }.joined(separator: ",")
        let error = #expect(throws: RegistryError.self) { try patch(#"{"features":{\#(features)}}"#) }
        #expect(error == .invalid([FieldError("features", "must be at most 64 features")]))
        #expect(try patch(#"{"features":{\#(features),"floor":null}}"#).revision.version == 2)

        let many = (0..<129).map { #""\#($0)":null"# }.joined(separator: ",")
        let tooMany = #expect(throws: RegistryError.self) { try patch(#"{"features":{\#(many)}}"#) }
        #expect(tooMany == .invalid([FieldError("features", "must be at most 128 features")]))

        let registry = register.registry
        let draft = try RoomDraft(name: "a", kind: "b")
        let rooms = try (0..<200).map { _ throws in try RoomDraft(name: "a", kind: "b") }
        let full = try PropertyDraft(name: "a", type: "house", city: "b", rooms: rooms)
        let property = try registry.createProperty(full, as: ada).commit()
        let oneMore = #expect(throws: RegistryError.self) {
            try registry.createRoom(draft, of: property.id, as: ada).commit()
        }
        #expect(oneMore == .invalid([FieldError("rooms", "must be at most 200 rooms")]))
    }

    @Test("A room that is removed is gone, and its property has the rest")
    func removing() throws {
        try register.registry.deleteRoom(kitchen, of: home.id, ifMatch: .revision(home.revision), as: ada).commit()
        let stored = try register.registry.property(home.id, as: .anonymous)
        #expect(try stored.decoded().rooms.map(\.id) == [attic])
        #expect(stored.header.version == 2)
        let again = register.registry.deleteRoom(kitchen, of: home.id, as: ada)
        #expect(#expect(throws: RegistryError.self) { try again.commit() }?.kind == .notFound)
    }

    @Test("Features are told apart, and ordered, by the bytes of their names")
    func names() throws {
        var features = Features()
        features["é"] = .number(1)
        features["e\u{301}"] = .number(2)
        features["a"] = .flag(true)
        features["f"] = .flag(false)
        #expect(features.all.map { Array($0.name.utf8) } == [[0x61], [0x65, 0xCC, 0x81], [0x66], [0xC3, 0xA9]])
        features["é"] = nil
        #expect(features["e\u{301}"] == .number(2) && features["é"] == nil)
    }
}
