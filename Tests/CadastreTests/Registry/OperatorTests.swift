import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("What the operator does") struct OperatorTests {
    private let register: TemporaryRegister

    init() throws {
        register = try TemporaryRegister()
    }

    @Test("A backup is the register as it was")
    func backup() throws {
        let ada = try register.user("ada")
        let home = try register.house(of: ada)
        let elsewhere = TemporaryDirectory()
        let report = try register.registry.backup(to: elsewhere.path + "/copy")
        #expect(report.records == (try register.registry.verify().records))
        try register.registry.deleteProperty(home.id, as: ada).commit()

        let copy = try Registry.open(at: elsewhere.path + "/copy")
        #expect(try copy.property(home.id, as: .anonymous).json == home.json)
        #expect(try copy.verify().isClean)
        copy.close()
        let again = #expect(throws: RegistryError.self) { try register.registry.backup(to: elsewhere.path + "/copy") }
        #expect(again?.kind == .misuse)
    }

    @Test("The tags of a restored register are not those that it gave before")
    func restored() throws {
        let ada = try register.user("ada")
        let home = try register.house(of: ada)
        let elsewhere = TemporaryDirectory()
        try register.registry.backup(to: elsewhere.path + "/copy")
        let patch = MergePatch(["name": "One way"])
        let before = try register.registry.patchProperty(home.id, with: patch, as: ada).commit()

        register.clock.advance(seconds: 1)
        var options = RegistryOptions()
        options.clock = register.clock.wallClock
        let copy = try Registry.open(at: elsewhere.path + "/copy", options: options)
        let after = try copy.patchProperty(home.id, with: MergePatch(["name": "Another"]), as: ada).commit()
        #expect(after.revision.version == before.revision.version)
        #expect(after.revision != before.revision)
        let stale = copy.deleteProperty(home.id, ifMatch: .revision(before.revision), as: ada)
        #expect(throws: RegistryError.stale) { try stale.commit() }
        copy.close()
    }

    @Test("Statistics tell how many of each there are")
    func statistics() throws {
        _ = try register.house(of: try register.user("ada"))
        let counts = try register.registry.statistics().collections.map { ($0.name.description, $0.entities) }
        let entities = Dictionary(uniqueKeysWithValues: counts)
        #expect(entities["properties"] == 1 && entities["types"] == 10 && entities["users"] == 1)
    }
}
