import Cadastre
import CCadastre
import StrictJSON
import TestSupport
import Testing

@Suite("Properties, rooms and cities in C") struct PropertyTests {
    private let register: CRegister
    private let registry: Registry
    private var ada: OpaquePointer? { register.ada }
    private var anyone: OpaquePointer? { register.anyone }

    init() throws {
        register = try CRegister()
        registry = try register.registry()
    }

    @Test("A property is made, read, replaced, changed and removed, in the bytes that every door sends")
    func property() throws {
        let json = #"{"name":"Échoppe","type":"house","city":"Bordeaux"}"#
        let made = try ask { cadastre_property_create(ada, json, json.utf8.count, $0, $1) }
        let id = try #require(made.json["id"]?.string)
        let stored = try registry.property(#require(ID<Property>(id)), as: .anonymous)
        #expect(made.text == stored.json.text && made.revision == "\(stored.revision)")
        let read = try ask { cadastre_property_get(anyone, id, $0, $1) }
        #expect(read.text == made.text && read.revision == made.revision)

        let other = json.replacing("Bordeaux", with: "Pau")
        let replaced = try ask {
            cadastre_property_replace(ada, id, other, other.utf8.count, made.revision, $0, $1)
        }
        #expect(replaced.json["city"] == "Pau" && replaced.json["version"] == 2)
        let patch = #"{"name":"Villa"}"#
        #expect(
            Outcome { cadastre_property_patch(ada, id, patch, patch.utf8.count, made.revision, nil, $0) }.status
                == CADASTRE_STALE)
        let changed = try ask { cadastre_property_patch(ada, id, patch, patch.utf8.count, replaced.revision, $0, $1) }
        #expect(changed.json["name"] == "Villa" && changed.json["version"] == 3)
        #expect(cadastre_property_delete(ada, id, replaced.revision, nil) == CADASTRE_STALE)
        #expect(cadastre_property_delete(ada, id, changed.revision, nil) == CADASTRE_OK)
        #expect(cadastre_property_delete(ada, id, nil, nil) == CADASTRE_NOT_FOUND)
    }

    @Test("A room is made, read, replaced, changed and removed, with its property's revision")
    func room() throws {
        let house = try register.createHouse()
        let json = #"{"name":"Attic","kind":"attic"}"#
        let made = try ask {
            cadastre_room_create(ada, house.id, json, json.utf8.count, house.revision, $0, $1)
        }
        let id = try #require(made.json["id"]?.string)
        let list = try ask { cadastre_room_list(anyone, house.id, $0, $1) }
        #expect(list.json.items.map { $0["name"] } == ["Kitchen", "Attic"])
        #expect(list.revision == made.revision && made.revision != house.revision)
        let read = try ask { cadastre_room_get(anyone, house.id, id, $0, $1) }
        #expect(read.text == made.text && read.revision == made.revision)

        let other = #"{"name":"Loft","kind":"loft","area":20.5}"#
        let replaced = try ask {
            cadastre_room_replace(ada, house.id, id, other, other.utf8.count, made.revision, $0, $1)
        }
        #expect(replaced.json["area"] == 20.5)
        let patch = #"{"area":null}"#
        let changed = try ask {
            cadastre_room_patch(ada, house.id, id, patch, patch.utf8.count, replaced.revision, $0, $1)
        }
        #expect(changed.json["area"] == nil && changed.json["name"] == "Loft")
        #expect(cadastre_room_delete(ada, house.id, id, made.revision, nil) == CADASTRE_STALE)
        #expect(cadastre_room_delete(ada, house.id, id, changed.revision, nil) == CADASTRE_OK)
        #expect(cadastre_room_delete(ada, house.id, id, nil, nil) == CADASTRE_NOT_FOUND)
    }

    @Test("Lists have pages, in the bytes that every door sends")
    func lists() throws {
        for (number, city) in ["Pau", "Paris", "Pau", "Lyon", "Pau"].enumerated() {
            _ = try register.createHouse("home \(number)", in: city)
        }
        var names: [JSONValue?] = []
        var query = #"{"city":"PAU","order":"oldest","limit":2}"#
        while true {
            let page = try ask { cadastre_property_list(anyone, query, $0, $1) }
            let expected = try registry.properties(PropertyQuery(json: Array(query.utf8)), as: .anonymous)
            #expect(page.text == expected.json.text && page.revision.isEmpty)
            names += page.json.items.map { $0["name"] }
            guard let next = page.json["next"]?.string else { break }
            query = #"{"city":"PAU","order":"oldest","limit":"2","after":"\#(next)"}"#
        }
        #expect(names == ["home 0", "home 2", "home 4"])
        #expect(try ask { cadastre_property_list(anyone, nil, $0, $1) }.json.items.count == 5)
        let cities = try ask { cadastre_city_list(anyone, #"{"prefix":"pa"}"#, $0, $1) }
        #expect(cities.text == #"{"items":[{"city":"Paris","count":1},{"city":"Pau","count":3}],"next":null}"#)
        #expect(try ask { cadastre_city_list(anyone, nil, $0, $1) }.json.items.count == 3)
    }

    @Test("What is wrong with a request comes after who asks, as over HTTP")
    func order() {
        let outcome = { (session: OpaquePointer?, json: String) in
            Outcome { cadastre_property_patch(session, "no id", json, json.utf8.count, nil, nil, $0) }.status
        }
        #expect(outcome(anyone, "{") == CADASTRE_UNAUTHENTICATED)
        #expect(outcome(ada, "{") == CADASTRE_MALFORMED)
        #expect(outcome(ada, "{}") == CADASTRE_NOT_FOUND)
    }
}
