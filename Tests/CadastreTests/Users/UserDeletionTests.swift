import EntityStore
import TestSupport
import Testing

@testable import Cadastre

@Suite("Deleting users") struct UserDeletionTests {
    private let register: TemporaryRegister
    private let ada: Login
    private let caller: Caller

    init() throws {
        register = try TemporaryRegister()
        ada = try register.signUp("ada")
        caller = try register.caller(ada)
    }

    /// Gives Ada so many properties, without the cost of an operation each.
    private func give(_ count: Int) throws {
        let draft = try PropertyDraft(name: "Garage", type: "parking", city: "Bordeaux")
        let prepared = try PreparedInsert(draft.property(ownedBy: ada.id, at: register.clock.now))
        try register.registry.store.write { transaction in
            for _ in 0..<count { try transaction.insert(prepared) }
        }
    }

    @Test("A user goes with its properties, credential, sessions and tokens, at once; everybody else's stay")
    func deleteMe() throws {
        let eve = try register.user("eve")
        let stays = try register.house(of: eve)
        let pair = try register.registry.login(ada.credentials)
        try give(1_200)
        #expect(try register.recordCounts() == [2, 2, 2, 1_201])
        try register.registry.deleteMe(as: caller).commit()
        #expect(try register.recordCounts() == [1, 1, 0, 1])
        #expect(try register.registry.property(stays.id, as: .anonymous).json == stays.json)
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) { try register.registry.me(as: caller) }
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) {
            try register.registry.authenticate(bearer: pair.accessToken)
        }
        #expect(throws: RegistryError.unauthenticated(.invalidRefreshToken)) {
            try register.registry.refresh(RefreshRequest(refreshToken: pair.refreshToken)).commit()
        }
        #expect(throws: RegistryError.unauthenticated(.wrongCredentials)) {
            try register.registry.login(ada.credentials)
        }
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) { try register.house(of: caller) }
        // The address is free again; its new user is another one, for whom the old tokens are no better.
        let again = try register.signUp("ada")
        #expect(again.id != ada.id)
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) { try register.registry.me(as: caller) }
    }

    @Test("Only admins delete others")
    func deleteUser() throws {
        let (eve, root) = (try register.user("eve"), try register.user("root", role: .admin))
        try give(3)
        func kind(_ id: ID<User>, _ caller: Caller) -> RegistryError.Kind? {
            refusal { () throws(RegistryError) in try register.registry.deleteUser(id, as: caller).commit() }?.kind
        }
        #expect(kind(ada.id, .anonymous) == .unauthenticated)
        #expect(kind(ada.id, eve) == .forbidden)
        #expect(kind(ada.id, caller) == .forbidden, "One's own account goes another way.")
        #expect(kind(.unassigned, eve) == .forbidden)
        #expect(kind(.unassigned, root) == .notFound)
        #expect(kind(ada.id, root) == nil)
        #expect(kind(ada.id, root) == .notFound)
        #expect(try register.recordCounts() == [2, 2, 0, 0])
    }

    @Test("20,000 properties go at once, one more does not, whoever asks")
    func bound() throws {
        try give(UserDeletion.maximumProperties + 1)
        for write in [register.registry.deleteMe(as: caller), register.registry.deleteUser(ada.id, as: .operator)] {
            let error = refusal { () throws(RegistryError) in try write.commit() }
            #expect(error?.kind == .conflict)
            #expect(error?.detail.contains("cadastre user delete") == true)
        }
        #expect(try register.recordCounts() == [1, 1, 1, 20_001])
        let one = try register.registry.store.read { try $0.ids(where: Property.byOwner == ada.id, limit: 1) }
        try register.registry.deleteProperty(one[0], as: caller).commit()
        try register.registry.deleteMe(as: caller).commit()
        #expect(try register.recordCounts() == [0, 0, 0, 0])
    }

    @Test("In batches the user goes last, and what it logs in with first")
    func batches() throws {
        let stays = try register.house(of: try register.user("eve"))
        try give(2 * UserDeletion.batchCount + 1)
        var progress: [Int] = []
        let count = try register.registry.deleteUserInBatches(ada.id) { done in
            progress.append(done)
            #expect(throws: RegistryError.unauthenticated(.invalidToken)) { try register.house(of: caller) }
            #expect(throws: Never.self) { try register.registry.publicUser(ada.id, as: .anonymous) }
        }
        #expect(count == 1_001)
        #expect(progress == [500, 1_000, 1_001])
        #expect(try register.recordCounts() == [1, 1, 0, 1])
        #expect(throws: Never.self) { try register.registry.property(stays.id, as: .anonymous) }
        #expect(throws: Registry.noSuchUser) { try register.registry.deleteUserInBatches(ada.id) }
    }

    @Test("A batch is bounded in bytes too")
    func batchBytes() throws {
        let description = String(repeating: "x", count: Property.descriptionRule.lengths.upperBound)
        let room = try RoomDraft(
            name: "Hall", kind: "hall",
            features: Dictionary(
                uniqueKeysWithValues: (0..<64).map { ("\($0)", .text(String(repeating: "x", count: 500))) }))
        let draft = try PropertyDraft(
            name: "Palace", description: description, type: "villa", city: "Pau",
            rooms: Array(repeating: room, count: 7))
        let prepared = try PreparedInsert(draft.property(ownedBy: ada.id, at: register.clock.now))
        try register.registry.store.write { transaction in
            for _ in 0..<20 { try transaction.insert(prepared) }
        }
        #expect(20 * prepared.jsonCount > UserDeletion.batchByteCount)
        var progress: [Int] = []
        try register.registry.deleteUserInBatches(ada.id) { progress.append($0) }
        #expect(progress.last == 20)
        #expect(progress.count == 2)
    }

    @Test("A user who was made without a password goes as any other")
    func imported() throws {
        let id = try register.importUser("7@import.invalid")
        try register.registry.deleteUser(id, as: .operator).commit()
        #expect(try register.recordCounts() == [1, 1, 1, 0])
    }

    @Test("Made again under its old id, a user does not meet its old tokens")
    func again() throws {
        let store = register.registry.store
        let user = try #require(try store.read { try $0.get(ada.id) })
        let hash = try #require(try store.read { try $0.credential(of: ada.id) }).hash
        try register.registry.deleteMe(as: caller).commit()
        register.clock.advance(milliseconds: 1)
        let moment = register.clock.now
        try store.write { transaction in
            try transaction.insert(existing: user)
            try transaction.insert(existing: Credential(of: user.id, hash, at: moment))
        }
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) { try register.registry.me(as: caller) }
        #expect(throws: Never.self) { try register.registry.login(ada.credentials) }
    }
}
