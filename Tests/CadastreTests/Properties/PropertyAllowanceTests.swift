import Dispatch
import EntityStore
import Synchronization
import TestSupport
import Testing

@testable import Cadastre

@Suite("How many properties a user may have") struct PropertyAllowanceTests {
    private let register: TemporaryRegister
    private let ada: Caller

    init() throws {
        register = try TemporaryRegister { $0.maximumPropertiesPerUser = 3 }
        ada = try register.user("ada")
    }

    private func complaint(to caller: Caller) -> RegistryError? {
        refusal { () throws(RegistryError) in
            let draft = try PropertyDraft(name: "Garage", type: "parking", city: "Pau")
            _ = try register.registry.createProperty(draft, as: caller).commit()
        }
    }

    @Test("One more is refused with what to do, and there is room again where one has gone; admins have no more")
    func bound() throws {
        let root = try register.user("root", role: .admin)
        for caller in [ada, root] {
            let first = try register.house(of: caller)
            for _ in 0..<2 { _ = try register.house(of: caller) }
            let error = complaint(to: caller)
            #expect(error?.kind == .conflict)
            #expect(error?.detail.contains("a user may have, 3. Delete one") == true, "\(error?.detail ?? "")")
            try register.registry.deleteProperty(first.id, as: caller).commit()
            #expect(complaint(to: caller) == nil)
            #expect(complaint(to: caller)?.kind == .conflict)
        }
        #expect(complaint(to: try register.user("bob")) == nil, "Everybody has their own.")
    }

    @Test("What the operator makes is counted, and never refused")
    func byOperator() throws {
        let draft = try PropertyDraft(name: "Garage", type: "parking", city: "Pau")
        for _ in 0..<5 {
            _ = try register.registry.createProperty(draft, ownedBy: ada.userID, as: .operator).commit()
        }
        #expect(complaint(to: ada)?.kind == .conflict)
    }

    @Test("Of many that are made at once, no more than there is room for")
    func atOnce() throws {
        let kinds = Mutex<[RegistryError.Kind?]>([])
        DispatchQueue.concurrentPerform(iterations: 24) { _ in
            let kind = complaint(to: ada)?.kind
            kinds.withLock { $0.append(kind) }
        }
        let all = kinds.withLock { $0 }
        #expect(all.count { $0 == nil } == 3)
        #expect(all.count { $0 == .conflict } == 21)
        let owner = try #require(ada.userID)
        #expect(try register.registry.store.read { try $0.count(where: Property.byOwner == owner) } == 3)
    }

    @Test("Without a bound there is none, and by default 100,000")
    func unbounded() throws {
        #expect(RegistryOptions().maximumPropertiesPerUser == 100_000)
        let register = try TemporaryRegister { $0.maximumPropertiesPerUser = nil }
        let ada = try register.user("ada")
        for _ in 0..<8 { _ = try register.house(of: ada) }
    }
}
