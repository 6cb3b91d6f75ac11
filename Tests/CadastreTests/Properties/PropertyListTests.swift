import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Listing properties") struct PropertyListTests {
    private let register: TemporaryRegister
    private let ada: Caller
    private let bob: Caller

    init() throws {
        register = try TemporaryRegister()
        ada = try register.user("ada")
        bob = try register.user("bob")
    }

    /// Makes properties, one each millisecond: owner, type and city, in the order of making.
    private func make(_ properties: [(Caller, String, String)]) throws -> [Stored<Property>] {
        try properties.enumerated().map { number, property in
            let (owner, type, city) = property
            let draft = try PropertyDraft(name: "\(number)", type: type, city: city)
            return try register.registry.createProperty(draft, as: owner).commit()
        }
    }

    private func names(_ query: PropertyQuery) throws -> [String] {
        try register.registry.properties(query, as: .anonymous).json.parsed.items.compactMap { $0["name"]?.string }
    }

    @Test("A list is the stored bytes, joined")
    func bytes() throws {
        let homes = try make([(ada, "house", "Pau"), (bob, "loft", "Pau")])
        let list = try register.registry.properties(PropertyQuery(limit: 1), as: .anonymous)
        let next = try #require(list.next)
        #expect(list.json.text == #"{"items":[\#(homes[1].json.text)],"next":"\#(next)"}"#)
        let rest = try register.registry.properties(PropertyQuery(limit: 1, after: next), as: .anonymous)
        #expect(rest.json.text == #"{"items":[\#(homes[0].json.text)],"next":null}"#)
        #expect(rest.next == nil)
    }

    @Test("Nothing is an empty list")
    func empty() throws {
        #expect(try register.registry.properties(PropertyQuery(), as: ada).json.text == #"{"items":[],"next":null}"#)
    }

    @Test("Filters join, in both orders")
    func filters() throws {
        _ = try make([
            (ada, "house", "Saint-Étienne"), (bob, "house", "SAINT ETIENNE"), (ada, "loft", "saint etienne"),
            (ada, "house", "Saint-Étienne-du-Bois"), (ada, "house", "Pau"),
        ])
        let owner = try #require(ada.userID?.description)
        #expect(try names(PropertyQuery()) == ["4", "3", "2", "1", "0"])
        #expect(try names(PropertyQuery(order: .oldest, limit: 2)) == ["0", "1"])
        #expect(try names(PropertyQuery(city: "saint-etienne")) == ["2", "1", "0"])
        #expect(try names(PropertyQuery(city: "Saint étienne", type: "house", order: .oldest)) == ["0", "1"])
        #expect(try names(PropertyQuery(city: "Saint étienne", type: "house", owner: owner)) == ["0"])
        #expect(try names(PropertyQuery(owner: owner.uppercased())) == ["4", "3", "2", "0"])
        #expect(try names(PropertyQuery(type: "castle")).isEmpty)
        #expect(try names(PropertyQuery(city: "Lyon")).isEmpty)
    }

    @Test("A change moves a property from one list to another")
    func moves() throws {
        let home = try make([(ada, "house", "Pau")])[0]
        let patch = MergePatch(["city": "Lyon", "type": "loft"])
        _ = try register.registry.patchProperty(home.id, with: patch, as: ada).commit()
        #expect(try names(PropertyQuery(city: "pau")).isEmpty)
        #expect(try names(PropertyQuery(type: "house")).isEmpty)
        #expect(try names(PropertyQuery(city: "LYON", type: "loft")) == ["0"])
    }

    @Test("A page ends at 1 MiB, and the next goes on there")
    func longPages() throws {
        let text = String(repeating: "é", count: 500)
        let features = Dictionary(uniqueKeysWithValues: (0..<60).map { ("\($0)", FeatureValue.text(text)) })
        let rooms = [
            try RoomDraft(name: "a", kind: "b", features: features),
            try RoomDraft(name: "a", kind: "b", features: features),
        ]
        for number in 0..<20 {
            let draft = try PropertyDraft(name: "\(number)", type: "house", city: "Pau", rooms: rooms)
            _ = try register.registry.createProperty(draft, as: ada).commit()
        }
        var seen: [String] = []
        var next: String?
        repeat {
            let page = try register.registry.properties(PropertyQuery(order: .oldest, after: next), as: ada)
            #expect(page.json.count < 1_200_000)
            seen += try page.json.parsed.items.compactMap { $0["name"]?.string }
            next = page.next
        } while next != nil
        #expect(seen == (0..<20).map(String.init))
    }

    @Test("A cursor is good for its own query only")
    func cursors() throws {
        _ = try make(Array(repeating: (ada, "house", "Pau"), count: 3))
        let next = try #require(try register.registry.properties(PropertyQuery(city: "Pau", limit: 1), as: ada).next)
        let strangers: [PropertyQuery] = [
            try PropertyQuery(limit: 1, after: next), try PropertyQuery(city: "Lyon", after: next),
            try PropertyQuery(city: "Pau", type: "house", after: next),
            try PropertyQuery(city: "Pau", order: .oldest, after: next), try PropertyQuery(city: "Pau", after: ""),
            try PropertyQuery(city: "Pau", after: next + "A"), try PropertyQuery(city: "Pau", after: "é"),
        ]
        for query in strangers {
            let error = #expect(throws: RegistryError.self) { try register.registry.properties(query, as: ada) }
            #expect(error?.kind == .malformed)
            #expect(error?.problem.errors.map(\.field) == ["after"])
        }
        #expect(try names(PropertyQuery(city: "PAU", limit: 100, after: next)) == ["1", "0"])
    }

    @Test(
        "Parameters that make no sense are refused by name",
        arguments: [
            ([("limit", "0")], "limit"), ([("limit", "101")], "limit"), ([("limit", "+5")], "limit"),
            ([("limit", "5.0")], "limit"), ([("limit", "")], "limit"), ([("limit", "99999999999999999999")], "limit"),
            ([("type", "No Slug")], "type"), ([("type", "")], "type"), ([("owner", "me")], "owner"),
            ([("order", "Newest")], "order"), ([("sort", "name")], "sort"), ([("City", "Pau")], "City"),
            ([("city", "Pau"), ("city", "Pau")], "city"), ([("limit", "5"), ("limit", "5")], "limit"),
        ])
    func malformed(_ parameters: [(String, String)], _ name: String) {
        let error = #expect(throws: RegistryError.self) {
            try PropertyQuery(parameters: parameters.map { (name: $0.0, value: $0.1) })
        }
        #expect(error?.kind == .malformed)
        #expect(error?.problem.errors.map(\.field) == [name])
    }

    @Test(
        "A city that no property can be in is invalid",
        arguments: [
            "", " - ", "Pau\n", String(repeating: "a", count: 121), String(repeating: "ﷺ", count: 40),
        ])
    func invalidCity(_ city: String) {
        let error = #expect(throws: RegistryError.self) { try PropertyQuery(parameters: [("city", city)]) }
        #expect(error?.kind == .invalid)
        #expect(error?.problem.errors.map(\.field) == ["city"])
        // What can't be read at all comes first.
        let both = #expect(throws: RegistryError.self) {
            try PropertyQuery(parameters: [("city", city), ("limit", "0")])
        }
        #expect(both?.kind == .malformed)
    }

    @Test("The words of a door are the words of the core")
    func words() throws {
        _ = try make([(ada, "house", "Pau"), (bob, "loft", "Pau"), (ada, "loft", "Pau")])
        let owner = try #require(ada.userID?.description)
        let query = try PropertyQuery(parameters: [
            ("city", "pau"), ("order", "oldest"), ("limit", "1"), ("owner", owner), ("type", "loft"),
        ])
        #expect(try names(query) == ["2"])
        #expect(try names(PropertyQuery(parameters: [])) == ["2", "1", "0"])
    }
}
