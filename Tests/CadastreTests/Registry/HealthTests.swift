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
            "oldestReadSeconds", "oldestReadLag",
        ]
        for caller in [Caller.anonymous, ada] {
            let statistics = try #require(try register.registry.statistics(as: caller).parsed.object)
            #expect(statistics.map(\.name) == state)
            #expect(statistics["maximumReaders"] == 2_048)
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
        for attempt in [{ try registry.requireReady(as: .anonymous) }, { try registry.deleteMe(as: ada).commit() }] {
            #expect {
                try attempt()
            } throws: { error in
                if case .unavailable = error as? RegistryError { true } else { false }
            }
        }
        registry.close()
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
