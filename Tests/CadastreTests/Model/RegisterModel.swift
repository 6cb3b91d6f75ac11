import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

/// What a register holds, in plain dictionaries: properties by id as the JSON that a reader must get, labels by slug.
struct RegisterModel {
    var homes: [String: JSONObject] = [:]
    var types = Dictionary(uniqueKeysWithValues: PropertyType.defaults.map { ($0.slug.description, $0.label) })

    /// Cities as people write them, with the text that they are compared by.
    static let cities = [
        ("Bordeaux", "bordeaux"), ("BORDEAUX", "bordeaux"), ("Saint-Étienne", "saint etienne"),
        ("saint  etienne", "saint etienne"), ("Saint-E\u{301}tienne (42)", "saint etienne 42"),
        ("Œuf-en-Ternois", "oeuf en ternois"),
        ("OEUF EN TERNOIS", "oeuf en ternois"), ("Łódź", "lodz"),
    ]

    static func key(of city: String) -> String? {
        cities.first { $0.0.isByteEqual(to: city) }?.1
    }

    /// The ids of the properties that all of these hold for, the oldest first.
    func ids(city: String? = nil, type: String? = nil, owner: String? = nil) -> [String] {
        homes.filter { _, home in
            (city == nil || home["city"]?.string.flatMap(Self.key) == city)
                && (type == nil || home["type"]?.string == type) && (owner == nil || home["ownerId"]?.string == owner)
        }.keys.sorted()
    }

    /// Every city: what it is compared by, how its newest property spells it, how many it has.
    var cityCounts: [(key: String, spelling: String, count: Int)] {
        let cities = homes.values.compactMap { $0["city"]?.string.flatMap(Self.key) }
        return Set(cities).sorted().map { key in
            let ids = ids(city: key)
            return (key, ids.last.flatMap { homes[$0]?["city"]?.string } ?? "", ids.count)
        }
    }

    /// The ids of a property's rooms.
    func rooms(of home: String) -> [String] {
        homes[home]?["rooms"]?.array?.compactMap { $0.object?["id"]?.string } ?? []
    }

    /// What a change of a property is refused with, where it needs no look at the change itself.
    func refusal(home: String, room: String? = nil, by person: Person, expecting state: ExpectedState) -> RegistryError
        .Kind?
    {
        if person.caller == .anonymous { return .unauthenticated }
        guard let stored = homes[home] else { return .notFound }
        if let room, !rooms(of: home).contains(room) { return .notFound }
        if !person.mayDoAll, stored["ownerId"]?.string != person.id { return .forbidden }
        return state == .other ? .stale : nil
    }
}

/// Somebody who tries something.
struct Person {
    let caller: Caller
    let mayDoAll: Bool

    var id: String? { caller.userID?.description }
}

/// What somebody expects of the property that they change.
enum ExpectedState: CaseIterable {
    case any, current, other
}
