import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("One's own account") struct MeTests {
    private let register: TemporaryRegister
    private let caller: Caller
    private let id: ID<User>

    init() throws {
        register = try TemporaryRegister()
        caller = try register.user("ada")
        id = try #require(caller.userID)
    }

    private func patch(
        _ json: String, ifMatch: Precondition = .none, as other: Caller? = nil
    ) throws(RegistryError) -> Stored<User> {
        let patch = try MergePatch(json: Array(json.utf8))
        return try register.registry.patchMe(with: patch, ifMatch: ifMatch, as: other ?? caller).commit()
    }

    @Test("The caller is shown whole, and nothing of what it takes to log in")
    func me() throws {
        let me = try register.registry.me(as: caller)
        #expect(me.id == id)
        let names = try #require(try me.json.parsed.object).map(\.name)
        #expect(names == ["id", "email", "firstName", "lastName", "role", "createdAt", "updatedAt", "version"])
        #expect(throws: RegistryError.unauthenticated(.missing)) { try register.registry.me(as: .anonymous) }
    }

    @Test("A patch changes what it names, and raises the version")
    func patching() throws {
        register.clock.advance(seconds: 1)
        let named = try patch(#"{"firstName":"Augusta","birthDate":"1815-12-10"}"#)
        #expect(try named.json.parsed["firstName"] == "Augusta")
        #expect(try named.json.parsed["lastName"] == "Test")
        #expect(try named.json.parsed["birthDate"] == "1815-12-10")
        #expect(try named.json.parsed["version"] == 2)
        #expect(try named.json.parsed["updatedAt"] == "2026-03-01T12:00:01.000Z")
        #expect(try register.registry.me(as: caller).json == named.json)
        let removed = try patch(#"{"birthDate":null}"#)
        #expect(try removed.json.parsed["birthDate"] == nil)
        #expect(try removed.json.parsed["version"] == 3)
        #expect(removed.header.updatedAt > named.header.updatedAt, "The clock stands still; the moment does not.")
        // Others see the new name.
        #expect(try register.registry.publicUser(id, as: .anonymous).parsed["firstName"] == "Augusta")
    }

    @Test(
        "Where nothing changes, nothing is written",
        arguments: [#"{}"#, #"{"firstName":"ada"}"#, #"{"birthDate":null}"#])
    func unchanged(_ json: String) throws {
        let before = try register.registry.me(as: caller)
        #expect(try patch(json).json == before.json)
        #expect(try register.registry.me(as: caller).revision == before.revision)
    }

    @Test("What the register gave is welcome as it is")
    func echoed() throws {
        let before = try register.registry.me(as: caller)
        let edited = before.json.text.replacing(#""firstName":"ada""#, with: #""firstName":"Ada""#)
        #expect(try patch(edited).json.parsed["firstName"] == "Ada")
    }

    @Test(
        "What is wrong is named",
        arguments: [
            (#"{"email":"eve@example.org"}"#, ["email"]), (#"{"email":"ADA@example.org"}"#, ["email"]),
            (#"{"role":"admin"}"#, ["role"]), (#"{"role":null}"#, ["role"]), (#"{"version":2}"#, ["version"]),
            (#"{"id":"0198f3b2-6a14-7c55-9b1e-3f0c2d7a8e41"}"#, ["id"]), (#"{"firstName":null}"#, ["firstName"]),
            (#"{"lastName":""}"#, ["lastName"]), (#"{"password":"another one"}"#, ["password"]),
            (#"{"birthDate":"2026-03-02"}"#, ["birthDate"]),
            (#"{"firstName":"","lastName":"","role":"admin"}"#, ["firstName", "lastName"]),
            (#"{"createdAt":"2026-03-01T12:00:00.001Z","updatedAt":"2026-03-01T12:00:00.000Z"}"#, ["createdAt"]),
        ])
    func refused(_ json: String, _ fields: [String]) throws {
        let before = try register.registry.me(as: caller)
        guard case .invalid(let errors) = refusal({ () throws(RegistryError) in _ = try patch(json) }) else {
            Issue.record("was not refused as invalid")
            return
        }
        #expect(errors.map(\.field) == fields)
        #expect(try register.registry.me(as: caller).json == before.json)
    }

    @Test("A change may be bound to the version that was seen")
    func preconditions() throws {
        let seen = try register.registry.me(as: caller).revision
        let changed = try patch(#"{"firstName":"Augusta"}"#, ifMatch: .revision(seen))
        #expect(throws: RegistryError.stale) { try patch(#"{"firstName":"Ada"}"#, ifMatch: .revision(seen)) }
        #expect(throws: RegistryError.stale) {
            try register.registry.deleteMe(ifMatch: .revision(seen), as: caller).commit()
        }
        #expect(throws: Never.self) { try patch(#"{"firstName":"Ada"}"#, ifMatch: .oneOf([seen, changed.revision])) }
        #expect(throws: Never.self) { try register.registry.deleteMe(ifMatch: .exists, as: caller).commit() }
    }

    @Test("Nobody and the operator have no account of their own")
    func nobody() throws {
        #expect(throws: RegistryError.unauthenticated(.missing)) { try patch(#"{"email":1}"#, as: .anonymous) }
        #expect(throws: RegistryError.unauthenticated(.missing)) {
            try register.registry.deleteMe(as: .anonymous).commit()
        }
        let error = refusal { () throws(RegistryError) in _ = try register.registry.me(as: .operator) }
        #expect(error?.kind == .misuse)
    }
}
