import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre
@testable import EntityStore

@Suite("For whatever watches over a service") struct HealthTests {
    private let register: TemporaryRegister

    init() throws {
        register = try TemporaryRegister()
    }

    @Test("Anyone learns how the store is; the operator alone, what it holds")
    func statistics() throws {
        let ada = try register.user("ada")
        _ = try register.house(of: ada)
        let state = [
            "commits", "writes", "waitingWrites", "addressSpace", "usedBytes", "fileSize", "readers", "maximumReaders",
            "oldestReadSeconds", "oldestReadLag", "writesRefused",
        ]
        for caller in [Caller.anonymous, ada] {
            let statistics = try #require(try register.registry.statistics(as: caller).parsed.object)
            #expect(statistics.map(\.name) == state)
            #expect(statistics["maximumReaders"] == 2_048)
            #expect(statistics["writesRefused"] == .null)
        }
        let statistics = try #require(try register.registry.statistics(as: .operator).parsed.object)
        #expect(statistics.map(\.name) == state + ["format", "indexGeneration", "collections"])
        let properties = statistics["collections"]?.array?.first { $0["name"] == "properties" }
        #expect(properties?["entities"] == 1)
    }

    @Test("Whoever is no longer who they were learns nothing")
    func stale() throws {
        let ada = try register.user("ada")
        #expect(throws: Never.self) { try register.registry.requireReady(as: ada) }
        try register.registry.deleteMe(as: ada).commit()
        let refused = RegistryError.unauthenticated(.invalidToken)
        #expect(throws: refused) { try register.registry.statistics(as: ada) }
        #expect(throws: refused) { try register.registry.requireReady(as: ada) }
    }

    @Test("A register that is closed is not ready")
    func closed() throws {
        let registry = try register.reopened()
        #expect(throws: Never.self) { try registry.requireReady(as: .anonymous) }
        registry.close()
        #expect(throws: RegistryError.self) { try registry.requireReady(as: .anonymous) }
        #expect(throws: RegistryError.self) { try registry.statistics(as: .operator) }
    }

    @Test("A register whose files are gone is not ready, can be read, and acknowledges nothing")
    func gone() throws {
        let registry = try register.reopened()
        let ada = try register.user("ada")
        try FileManager.default.removeItem(atPath: register.path)
        #expect(throws: Never.self) { try registry.types(as: .anonymous) }
        for attempt in [{ _ = try registry.requireReady(as: .anonymous) }, { try registry.deleteMe(as: ada).commit() }]
        {
            #expect {
                try attempt()
            } throws: { error in
                if case .unavailable = error as? RegistryError { true } else { false }
            }
        }
        registry.close()
    }

    @Test("A register that only takes no changes is ready, and says so; and takes them again by itself")
    func full() throws {
        var options = RegistryOptions()
        options.store.addressSpace = 1 << 20
        options.store.durability = .relaxed
        let directory = TemporaryDirectory()
        let registry = try Registry.open(at: directory.path + "/small", options: options)
        defer { registry.close() }
        #expect(try registry.requireReady(as: .anonymous).json.text == #"{"status":"ready","writes":"accepted"}"#)
        var slugs: [String] = []
        let label = String(repeating: "x", count: 100)
        var failure: RegistryError?
        while failure == nil, slugs.count < 10_000 {
            let slug = "type-\(slugs.count)"
            do throws(RegistryError) {
                _ = try registry.putType(slug, try TypeDraft(label: label), as: .operator).commit()
                slugs.append(slug)
            } catch {
                failure = error
            }
        }
        #expect(failure?.kind == .full)
        let full = try registry.requireReady(as: .anonymous)
        #expect(full == Readiness(writeRefusal: .addressSpaceFull))
        #expect(full.json.text == #"{"status":"ready","writes":"refused"}"#)
        #expect(
            try registry.statistics(as: .anonymous).parsed["writesRefused"] == .string("address-space-full"))
        for slug in slugs.prefix(slugs.count / 2) { try registry.deleteType(slug, as: .operator).commit() }
        #expect(try registry.requireReady(as: .anonymous).writeRefusal == nil)
    }

    @Test("A report of a check is JSON with a line for each problem")
    func report() throws {
        let report = try register.registry.verify()
        #expect(
            report.json.text == #"{"records":\#(report.records),"indexEntries":\#(report.indexEntries),"problems":[]}"#)
        var wrong = report
        wrong.problems = [.unbuiltIndex(collection: "properties", index: "city")]
        #expect(try wrong.json.parsed["problems"]?.array == [.string("properties/city: the index is not built yet")])
    }
}
