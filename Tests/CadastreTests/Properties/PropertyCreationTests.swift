import EntityStore
import SharedData
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Making properties") struct PropertyCreationTests {
    private let register: TemporaryRegister
    private let ada: Caller

    init() throws {
        register = try TemporaryRegister()
        ada = try register.user("ada")
    }

    private func create(_ json: String) throws -> Stored<Property> {
        try register.registry.createProperty(PropertyDraft(json: Array(json: json)), as: ada).commit()
    }

    /// A whole property out of some members of it.
    private func create(with members: String) throws -> Stored<Property> {
        let others = [#""name":"a""#, #""type":"house""#, #""city":"b""#].filter { !members.hasPrefix($0.prefix(6)) }
        return try create("{\(([members] + others).joined(separator: ","))}")
    }

    private static func rooms(_ count: Int, features: String = "{}") -> String {
        (0..<count).map { #"{"name":"\#($0)","kind":"k","features":\#(features)}"# }.joined(separator: ",")
    }

    private static func features(_ count: Int) -> String {
        "{" + (0..<count).map { #""\#($0)":\#($0)"# }.joined(separator: ",") + "}"
    }

    private static func text(_ length: Int) -> String { String(repeating: "é", count: length) }

    @Test("A property is returned as it was written, its members in the order of the design")
    func asWritten() throws {
        let stored = try create(
            #"""
            {"city":"  Saint-E\u0301tienne ","type":"loft","rooms":[{"kind":"\ud83d\udecf","name":"Sud",
             "features":{"z":1.0,"a":"e\u0301","é":false,"b":1e-7}, "area":20.50},{"name":"N","kind":"n"}],
             "name":"L'\"Atelier\"/2","description":"\t1\r\n2\u2028"}
            """#)
        let rooms = try stored.decoded().rooms.map(\.id.description)
        #expect(
            stored.json.text == """
                {"id":"\(stored.id)","name":"L'\\"Atelier\\"/2","description":"\\t1\\r\\n2\u{2028}","type":"loft",\
                "city":"  Saint-E\u{301}tienne ","rooms":[{"id":"\(rooms[0])","name":"Sud","kind":"🛏","area":20.5,\
                "features":{"a":"e\u{301}","b":1e-7,"z":1,"é":false}},{"id":"\(rooms[1])","name":"N","kind":"n",\
                "features":{}}],"ownerId":"\(ada.userID?.description ?? "")","createdAt":"2026-03-01T12:00:00.000Z",\
                "updatedAt":"2026-03-01T12:00:00.000Z","version":1}
                """)
        #expect(try register.registry.property(stored.id, as: .anonymous).json == stored.json)
        let lent = try register.registry.withProperty(stored.id, as: .anonymous) { ($0, Array($1)) }
        #expect(lent.1 == stored.json && lent.0 == stored.revision)
        #expect(stored.header.owner == ada.userID?.record)
    }

    @Test("What may be left out is empty")
    func defaults() throws {
        let property = try create(#"{"name":"a","type":"land","city":"b"}"#).decoded()
        #expect(property.description.isEmpty && property.rooms.isEmpty)
    }

    @Test(
        "Each field has its bounds, and all that are wrong are named",
        arguments: [
            (#""name":"""#, ["name must have 1 to 200 characters"]),
            (#""name":"\#(text(201))""#, ["name must have 1 to 200 characters"]),
            (#""name":"a\nb""#, ["name must not hold line breaks or tabs, here U+000A (character 2)"]),
            (#""description":"\#(text(10_001))""#, ["description must have at most 10000 characters"]),
            (#""description":"\u0007""#, ["description must not hold the control character U+0007 (character 1)"]),
            (#""type":"No Slug""#, ["type \(Slug.rule)"]),
            (#""type":"castle""#, ["type is not the id of a type"]),
            (#""city":"!!""#, ["city must hold a letter or a digit"]),
            (#""city":"\#(text(121))""#, ["city must have 1 to 120 characters"]),
            (
                #""city":"\#(String(repeating: "ﷺ", count: 40))""#,
                ["city is too long: without accents and case it takes more than 480 bytes"]
            ),
            (#""colour":"red","id":"x""#, ["colour is not a field", "id is given by the register and can't be sent"]),
            (
                #""rooms":[{"name":"a","kind":"b"},{"name":"","kind":"","area":-0.5,"id":"x","wide":1}]"#,
                [
                    "rooms[1].id is given by the register and can't be sent", "rooms[1].wide is not a field",
                    "rooms[1].name must have 1 to 200 characters", "rooms[1].kind must have 1 to 64 characters",
                    "rooms[1].area must be from 0 to 1000000 square metres",
                ]
            ),
            (
                #""rooms":[{"name":"a","kind":"b","area":1000000.5,"features":{"":1,"surface":" ","a.b":""}}]"#,
                [
                    "rooms[0].area must be from 0 to 1000000 square metres",
                    #"rooms[0].features[""] has a name that must have 1 to 64 characters"#,
                    "rooms[0].features.surface must not be blank",
                    #"rooms[0].features["a.b"] must have 1 to 500 characters"#,
                ]
            ),
        ])
    func bounds(_ members: String, _ complaints: [String]) throws {
        let error = #expect(throws: RegistryError.self) { try create(with: members) }
        #expect(error?.kind == .invalid)
        #expect(error?.problem.errors.map(\.description) == complaints)
    }

    @Test(
        "The greatest of everything is welcome",
        arguments: [
            #""name":"\#(text(200))""#, #""description":"\#(text(10_000))""#, #""city":"\#(text(120))""#,
            #""rooms":[{"name":"\#(text(200))","kind":"\#(text(64))","area":1000000,"features":{"a":"\#(text(500))"}}]"#,
            #""rooms":[\#(rooms(200))]"#, #""rooms":[\#(rooms(1, features: features(64)))]"#,
        ])
    func greatest(_ members: String) throws {
        _ = try create(with: members)
    }

    @Test(
        "Too many rooms or features, or too long a whole, is refused and nothing stored",
        arguments: [
            (rooms(201), "rooms", "must be at most 200 rooms"),
            (rooms(1, features: features(65)), "rooms[0].features", "must be at most 64 features"),
            (
                rooms(200, features: #"{"a":"\#(text(500))","b":"\#(text(200))"}"#), "rooms",
                "make the property longer than 256 KiB of JSON"
            ),
        ])
    func tooMuch(_ rooms: String, _ field: String, _ message: String) throws {
        let error = #expect(throws: RegistryError.self) { try create(with: #""rooms":[\#(rooms)]"#) }
        #expect(error == .invalid([FieldError(field, message)]))
        #expect(try register.registry.properties(PropertyQuery(), as: .anonymous).json.parsed.items.isEmpty)
    }

    @Test(
        "A wrong JSON type anywhere is malformed, and comes before what is out of bounds",
        arguments: [
            (#"{"name":"","type":"house","city":5}"#, "city"), (#"{"rooms":{}}"#, "rooms"),
            (#"{"rooms":[7]}"#, "rooms[0]"), (#"{"rooms":[{"area":"12"}]}"#, "rooms[0].area"),
            (#"{"rooms":[{"area":null}]}"#, "rooms[0].area"), (#"{"description":null}"#, "description"),
            (#"{"rooms":[{},{"features":{"surface":[1]}}]}"#, "rooms[1].features.surface"),
            (#"{"rooms":[{"features":{"surface":null}}]}"#, "rooms[0].features.surface"),
            (#"{"name":"a","name":"b"}"#, "name"), (#"{"rooms":[{"area":1e400}]}"#, "rooms[0].area"),
        ])
    func malformed(_ json: String, _ field: String) throws {
        let error = #expect(throws: RegistryError.self) { try create(json) }
        #expect(error?.kind == .malformed)
        #expect(error?.problem.errors.map(\.field) == [field])
    }

    @Test("Naughty strings are kept byte by byte or refused with a reason", .needsSharedData)
    func naughty() throws {
        for text in try SharedData.naughtyStrings() {
            guard let stored = try? create(naming: text) else { continue }
            let property = try register.registry.property(stored.id, as: .anonymous).decoded()
            #expect(property.name.isByteEqual(to: text))
            #expect(property.description.isByteEqual(to: text))
            #expect(property.city.isByteEqual(to: "x" + text))
        }
    }

    /// A property that has `text` wherever there is text.
    private func create(naming text: String) throws(RegistryError) -> Stored<Property> {
        do throws(RegistryError) {
            let draft = try PropertyDraft(name: text, description: text, type: "house", city: "x" + text)
            return try register.registry.createProperty(draft, as: ada).commit()
        } catch {
            #expect(error.kind == .invalid, "\(text): \(error)")
            throw error
        }
    }

    @Test("Only somebody who exists owns a property, and only the operator says who")
    func owners() throws {
        let registry = register.registry
        let bob = try register.user("bob")
        let draft = try PropertyDraft(name: "a", type: "house", city: "b")
        func refusal(ownedBy owner: ID<User>?, as caller: Caller) -> RegistryError.Kind? {
            #expect(throws: RegistryError.self) {
                try registry.createProperty(draft, ownedBy: owner, as: caller).commit()
            }?.kind
        }
        #expect(refusal(ownedBy: nil, as: .anonymous) == .unauthenticated)
        #expect(refusal(ownedBy: bob.userID, as: .anonymous) == .unauthenticated)
        #expect(refusal(ownedBy: bob.userID, as: ada) == .forbidden)
        #expect(refusal(ownedBy: .unassigned, as: .operator) == .notFound)
        #expect(refusal(ownedBy: nil, as: .operator) == .misuse)
        let stored = try registry.createProperty(draft, ownedBy: bob.userID, as: .operator).commit()
        #expect(stored.header.owner == bob.userID?.record)
    }
}
