import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

extension RegisterSimulation {
    /// One property with its rooms, read by anybody.
    mutating func read() throws {
        let home = someHome()
        let id = try #require(ID<Property>(home))
        let person = try somebody()
        let registry = registry
        let refusal: RegistryError.Kind? = model.homes[home] == nil ? .notFound : nil
        let stored = attempt(refusal) { () throws(RegistryError) in try registry.property(id, as: person.caller) }
        guard let stored else { return }
        #expect(try stored.json.parsed.object == model.homes[home], "step \(step)")
        let rooms = try registry.rooms(of: id, as: person.caller)
        #expect(try rooms.json.parsed["items"] == model.homes[home]?["rooms"], "step \(step)")
    }

    /// A walk through a list, filtered somehow.
    mutating func list() throws {
        let city = Bool.random(using: &random) ? try one(of: RegisterModel.cities) : nil
        let type = Int.random(in: 0..<3, using: &random) == 0 ? try someType() : nil
        let owner = Int.random(in: 0..<3, using: &random) == 0 ? try somebody().id : nil
        let order = try one(of: Order.allCases)
        var expected = model.ids(city: city?.1, type: type, owner: owner)
        if order == .newest { expected.reverse() }

        var seen: [JSONValue] = []
        var next: String?
        repeat {
            let query = try PropertyQuery(
                city: city?.0, type: type, owner: owner, order: order, limit: Int.random(in: 1...100, using: &random),
                after: next)
            let page = try registry.properties(query, as: try somebody().caller)
            seen += try page.json.parsed.items
            next = page.next
        } while next != nil
        #expect(seen == expected.compactMap { model.homes[$0].map(JSONValue.object) }, "step \(step)")
    }

    /// A walk through the cities with a prefix, or their ranking.
    mutating func listCities() throws {
        let (prefix, folded) = try one(of: [
            ("", ""), ("SAINT", "saint"), ("œ", "oe"), ("saint-etienne ", "saint etienne"),
        ])
        var expected = model.cityCounts.filter { $0.key.hasPrefix(folded) }
        let ranks = !prefix.isEmpty && Bool.random(using: &random)
        if ranks { expected.sort { ($1.count, $0.key) < ($0.count, $1.key) } }

        var seen: [JSONValue] = []
        var next: String?
        repeat {
            let limit = ranks ? 100 : Int.random(in: 1...5, using: &random)
            let query = try CityQuery(prefix: prefix, order: ranks ? .count : .name, limit: limit, after: next)
            let page = try registry.cities(query, as: .anonymous)
            seen += try page.json.parsed.items
            next = page.next
        } while next != nil
        let items = expected.map { ["city": .string($0.spelling), "count": .integer(Int64($0.count))] as JSONValue }
        #expect(seen == items, "step \(step)")
    }

    /// A type is made, given another label, or removed.
    mutating func changeTypes() throws {
        let person = try somebody()
        let slug = try one(of: ["house", "loft", "tree-house", "barn", "mill"])
        let registry = registry
        var refusal: RegistryError.Kind? =
            person.caller == .anonymous ? .unauthenticated : person.mayDoAll ? nil : .forbidden
        if Bool.random(using: &random) {
            let label = try one(of: ["A", "B"])
            let draft = try TypeDraft(label: label)
            let outcome = attempt(refusal) { () throws(RegistryError) in
                try registry.putType(slug, draft, as: person.caller).commit()
            }
            guard let outcome else { return }
            #expect(outcome.isNew == (model.types[slug] == nil), "step \(step)")
            model.types[slug] = label
        } else {
            if refusal == nil {
                refusal = model.types[slug] == nil ? .notFound : model.ids(type: slug).isEmpty ? nil : .conflict
            }
            let isDone: Void? = attempt(refusal) { () throws(RegistryError) in
                try registry.deleteType(slug, as: person.caller).commit()
            }
            if isDone != nil { model.types[slug] = nil }
        }
        let expected = model.types.sorted { $0.key < $1.key }.map { slug, label in
            ["id": .string(slug), "label": .string(label)] as JSONValue
        }
        #expect(try registry.types(as: .anonymous).json.parsed.items == expected, "step \(step)")
    }
}
