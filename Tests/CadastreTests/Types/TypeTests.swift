import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Types") struct TypeTests {
    private let register: TemporaryRegister
    private let admin: Caller

    init() throws {
        register = try TemporaryRegister()
        admin = try register.user("root", role: .admin)
    }

    private func slugs() throws -> [String] {
        try register.registry.types(as: .anonymous).json.parsed.items.compactMap { $0["id"]?.string }
    }

    @Test("A new register has the ten default types, in the order of their ids")
    func defaults() throws {
        #expect(
            try slugs() == [
                "apartment", "commercial", "house", "land", "loft", "office", "parking", "studio", "townhouse", "villa",
            ])
        let list = try register.registry.types(as: .anonymous)
        #expect(list.json.text.hasPrefix(#"{"items":[{"id":"apartment","label":"Apartment"},"#))
        #expect(list.json.text.hasSuffix("]}"))
        #expect(list.next == nil)
    }

    @Test("Types that were removed stay so when the register is opened again")
    func removedForGood() throws {
        for slug in try slugs() { try register.registry.deleteType(slug, as: admin).commit() }
        let again = try register.reopened()
        #expect(try again.types(as: .anonymous).json.text == #"{"items":[]}"#)
        again.close()
    }

    @Test("A type is made under its id, given another label, and removed")
    func life() throws {
        let registry = register.registry
        let made = try registry.putType("tree-house", TypeDraft(label: "Tree house"), as: admin).commit()
        #expect(made.isNew)
        #expect(made.stored.json.text == #"{"id":"tree-house","label":"Tree house"}"#)
        #expect(try registry.type("tree-house", as: .anonymous).json == made.stored.json)

        let draft = try TypeDraft(json: Array(json: #"{"label":"Treehouse","id":"tree-house"}"#))
        let changed = try registry.putType("tree-house", draft, as: admin).commit()
        #expect(!changed.isNew)
        #expect(changed.stored.id == made.stored.id)
        #expect(changed.stored.header.version == 2)
        #expect(
            try registry.type("tree-house", as: .anonymous).json.text == #"{"id":"tree-house","label":"Treehouse"}"#)
        #expect(try registry.putType("tree-house", draft, as: admin).commit().stored.header.version == 2)

        try registry.deleteType("tree-house", as: admin).commit()
        #expect(#expect(throws: RegistryError.self) { try registry.type("tree-house", as: admin) }?.kind == .notFound)
    }

    @Test("A type that a property has can't be removed, and can when it has none")
    func inUse() throws {
        let registry = register.registry
        let ada = try register.user("ada")
        let home = try register.house(of: ada)
        let error = #expect(throws: RegistryError.self) { try registry.deleteType("house", as: admin).commit() }
        #expect(error?.kind == .conflict)
        _ = try registry.patchProperty(home.id, with: MergePatch(["type": "loft"]), as: ada).commit()
        try registry.deleteType("house", as: admin).commit()
        let gone = #expect(throws: RegistryError.self) { try register.house(of: ada) }
        #expect(gone == .invalid([FieldError("type", "is not the id of a type")]))
    }

    @Test("What is no type is not found", arguments: ["castle", "", "No Slug", "a--b", "house\u{0}", "HOUSE"])
    func missing(_ slug: String) {
        let error = #expect(throws: RegistryError.self) { try register.registry.type(slug, as: .anonymous) }
        #expect(error?.kind == .notFound)
    }

    @Test(
        "A label has its bounds",
        arguments: [
            (#"{"label":""}"#, ["label must have 1 to 100 characters"]), (#"{}"#, ["label is required"]),
            (#"{"label":"a","order":1}"#, ["order is not a field"]), (#"{"label":"a","id":"A"}"#, ["id \(Slug.rule)"]),
        ])
    func bounds(_ json: String, _ complaints: [String]) {
        let error = #expect(throws: RegistryError.self) { try TypeDraft(json: Array(json: json)) }
        #expect(error?.problem.errors.map(\.description) == complaints)
    }
}
