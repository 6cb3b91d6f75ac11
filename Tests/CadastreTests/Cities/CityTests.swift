import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Cities") struct CityTests {
    private let register: TemporaryRegister
    private let ada: Caller

    init() throws {
        register = try TemporaryRegister()
        ada = try register.user("ada")
    }

    @discardableResult
    private func settle(_ cities: String...) throws -> [Stored<Property>] {
        try cities.map { city in
            let draft = try PropertyDraft(name: "a", type: "house", city: city)
            return try register.registry.createProperty(draft, as: ada).commit()
        }
    }

    private func list(_ query: CityQuery) throws -> String {
        try register.registry.cities(query, as: .anonymous).json.text
    }

    private func names(_ query: CityQuery) throws -> [String] {
        try register.registry.cities(query, as: .anonymous).json.parsed.items.compactMap { $0["city"]?.string }
    }

    @Test("Namesakes are one, spelled as the newest spells it, in the order of the folded names")
    func counts() throws {
        try settle("SAINT ETIENNE", "Paris", "Saint-Étienne", "Évreux", "Pau")
        #expect(
            try list(CityQuery()) == """
                {"items":[{"city":"Évreux","count":1},{"city":"Paris","count":1},{"city":"Pau","count":1},\
                {"city":"Saint-Étienne","count":2}],"next":null}
                """)
    }

    @Test("A city goes with its last property, and its spelling with the newest")
    func goes() throws {
        let homes = try settle("Pau", "PAU")
        try register.registry.deleteProperty(homes[1].id, as: ada).commit()
        #expect(try list(CityQuery()) == #"{"items":[{"city":"Pau","count":1}],"next":null}"#)
        try register.registry.deleteProperty(homes[0].id, as: ada).commit()
        #expect(try list(CityQuery()) == #"{"items":[],"next":null}"#)
    }

    @Test("A name is shown exactly as it is written, escapes and all")
    func spelling() throws {
        try settle(#"L'"Isle"\d'Abeau"#)
        #expect(try list(CityQuery()) == #"{"items":[{"city":"L'\"Isle\"\\d'Abeau","count":1}],"next":null}"#)
    }

    @Test(
        "A prefix is folded, and a space at its end ends a word",
        arguments: [
            ("saint", ["Saint", "Saint-Denis", "Saint-Étienne", "Sainte-Foy", "Saintes"]),
            ("SAINT ", ["Saint", "Saint-Denis", "Saint-Étienne"]), ("saint-é", ["Saint-Étienne"]),
            ("saintes-", ["Saintes"]),
            ("x", []), ("", ["Pau", "Saint", "Saint-Denis", "Saint-Étienne", "Sainte-Foy", "Saintes"]),
            ("--", ["Pau", "Saint", "Saint-Denis", "Saint-Étienne", "Sainte-Foy", "Saintes"]),
        ])
    func prefixes(_ prefix: String, _ cities: [String]) throws {
        try settle("Saintes", "Sainte-Foy", "Saint-Étienne", "Saint-Denis", "Saint", "Pau")
        #expect(try names(CityQuery(prefix: prefix)) == cities)
        var walked: [String] = []
        var next: String?
        repeat {
            let page = try register.registry.cities(CityQuery(prefix: prefix, limit: 1, after: next), as: .anonymous)
            walked += try page.json.parsed.items.compactMap { $0["city"]?.string }
            next = page.next
        } while next != nil
        #expect(walked == cities)
    }

    @Test("By count the greatest come first, then by name, and there is no next page")
    func byCount() throws {
        try settle("Pau", "Paris", "Paray", "PARIS", "Paray", "Lyon", "Lyon", "Lyon", "paris")
        #expect(
            try list(CityQuery(prefix: "pa", order: .count, limit: 2)) == """
                {"items":[{"city":"paris","count":3},{"city":"Paray","count":2}],"next":null}
                """)
        #expect(try names(CityQuery(prefix: "PA", order: .count)) == ["paris", "Paray", "Pau"])
    }

    @Test("At most a thousand names are ranked, the first by name")
    func ranked() throws {
        let owner = try #require(ada.userID)
        for number in 0..<1_001 {
            let draft = try PropertyDraft(name: "a", type: "house", city: "a" + String(10_000 + number))
            _ = try register.registry.createProperty(draft, ownedBy: owner, as: .operator).commit()
        }
        try settle("a11000", "a10999")
        #expect(try names(CityQuery(prefix: "a", order: .count, limit: 2)) == ["a10999", "a10000"])
    }

    @Test("Cursors are bound to their prefix")
    func cursors() throws {
        try settle("Pau", "Paris", "Lyon", "Lens")
        let next = try #require(try register.registry.cities(CityQuery(prefix: "pa", limit: 1), as: ada).next)
        for prefix in ["", "l", "p", "par"] {
            let query = try CityQuery(prefix: prefix, after: next)
            let error = #expect(throws: RegistryError.self) { try register.registry.cities(query, as: ada) }
            #expect(error?.problem.errors.map(\.field) == ["after"])
        }
        #expect(try names(CityQuery(prefix: "PA-", after: next)) == [])
        #expect(try names(CityQuery(prefix: "Pa", after: next)) == ["Pau"])
    }

    @Test(
        "Parameters that make no sense are refused by name",
        arguments: [
            ([("order", "count"), ("prefix", "a"), ("after", "x")], "after"), ([("order", "newest")], "order"),
            ([("city", "a")], "city"), ([("prefix", "a"), ("prefix", "b")], "prefix"), ([("limit", "1000")], "limit"),
            ([("order", "count"), ("limit", "0")], "limit"),
        ])
    func malformed(_ parameters: [(String, String)], _ name: String) {
        let error = #expect(throws: RegistryError.self) {
            try CityQuery(parameters: parameters.map { (name: $0.0, value: $0.1) })
        }
        #expect(error?.kind == .malformed)
        #expect(error?.problem.errors.map(\.field) == [name])
    }

    @Test(
        "A prefix that can't be looked for is invalid",
        arguments: [
            [("order", "count")], [("order", "count"), ("prefix", "-")],
            [("prefix", String(repeating: "ﷺ", count: 40))], [("prefix", String(repeating: "-", count: 121))],
        ])
    func invalidPrefix(_ parameters: [(String, String)]) {
        let error = #expect(throws: RegistryError.self) {
            try CityQuery(parameters: parameters.map { (name: $0.0, value: $0.1) })
        }
        #expect(error?.kind == .invalid)
        #expect(error?.problem.errors.map(\.field) == ["prefix"])
    }
}
