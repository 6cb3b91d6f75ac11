import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("What the operator does to users") struct UserAdministrationTests {
    private let register: TemporaryRegister
    private let ada: Login

    init() throws {
        register = try TemporaryRegister()
        ada = try register.signUp("ada")
    }

    @Test("Users of any role are made and found")
    func creating() throws {
        let root = try register.signUp("root", role: .admin)
        #expect(try register.registry.user(withEmail: "ROOT@example.org").id == root.id)
        #expect(try register.registry.me(as: register.caller(root)).json.parsed["role"] == "admin")
        for email in ["nobody@example.org", "", "x"] {
            #expect(
                refusal { () throws(RegistryError) in _ = try register.registry.user(withEmail: email) }?.kind
                    == .notFound)
        }
        let draft = try SignUp(email: "Ada@example.org", password: "long enough", firstName: "A", lastName: "B")
        let error = refusal { () throws(RegistryError) in _ = try register.registry.createUser(draft, role: .admin) }
        #expect(error?.kind == .conflict)
    }

    @Test("Another e-mail address is another name to log in with; tokens stay")
    func setEmail() throws {
        let caller = try register.caller(ada)
        let stored = try register.registry.setEmail("countess@example.org", of: ada.id).commit()
        #expect(try stored.json.parsed["email"] == "countess@example.org")
        #expect(try stored.json.parsed["version"] == 2)
        #expect(try register.registry.me(as: caller).json == stored.json)
        #expect(throws: RegistryError.unauthenticated(.wrongCredentials)) {
            try register.registry.login(ada.credentials)
        }
        #expect(throws: Never.self) {
            try register.registry.login(Credentials(email: "countess@example.org", password: ada.password))
        }
        // The case of one's own address may change; the old address is free.
        #expect(throws: Never.self) { try register.registry.setEmail("Countess@example.org", of: ada.id).commit() }
        #expect(throws: Never.self) { try register.signUp("ada") }
    }

    @Test("An address that is none, reserved, or another user's is refused")
    func wrongEmail() throws {
        _ = try register.signUp("eve")
        func kind(_ email: String, _ id: ID<User>) -> RegistryError.Kind? {
            refusal { () throws(RegistryError) in _ = try register.registry.setEmail(email, of: id).commit() }?.kind
        }
        #expect(kind("x", ada.id) == .invalid)
        #expect(kind("ada@x.invalid", ada.id) == .invalid)
        #expect(kind("EVE@example.org", ada.id) == .conflict)
        #expect(kind("new@example.org", .unassigned) == .notFound)
    }

    @Test("Another role ends the tokens of the one before; the same role ends nothing")
    func setRole() throws {
        let caller = try register.caller(ada)
        _ = try register.registry.setRole(.user, of: ada.id).commit()
        #expect(throws: Never.self) { try register.registry.me(as: caller) }
        _ = try register.registry.setRole(.admin, of: ada.id).commit()
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) { try register.registry.me(as: caller) }
        let admin = try register.caller(ada)
        #expect(throws: Never.self) { try register.registry.users(UserQuery(), as: admin) }
        _ = try register.registry.setRole(.user, of: ada.id).commit()
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) {
            try register.registry.users(UserQuery(), as: admin)
        }
        #expect(
            refusal { () throws(RegistryError) in _ = try register.registry.setRole(.admin, of: .unassigned).commit() }?
                .kind == .notFound)
    }

    @Test("A password may be set for whoever has none, and for whoever has one ends all there was")
    func setPassword() throws {
        let host = try register.importUser("7@import.invalid")
        try register.registry.setPassword("a first password", of: host)
        #expect(throws: Never.self) {
            try register.registry.login(Credentials(email: "7@import.invalid", password: "a first password"))
        }
        let pair = try register.registry.login(ada.credentials)
        try register.registry.setPassword("a second password", of: ada.id)
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) {
            try register.registry.authenticate(bearer: pair.accessToken)
        }
        #expect(throws: RegistryError.unauthenticated(.invalidRefreshToken)) {
            try register.registry.refresh(RefreshRequest(refreshToken: pair.refreshToken)).commit()
        }
        #expect(throws: Never.self) {
            try register.registry.login(Credentials(email: ada.email, password: "a second password"))
        }
        let short = refusal { () throws(RegistryError) in try register.registry.setPassword("short", of: ada.id) }
        #expect(short?.kind == .invalid)
        let nobody = refusal { () throws(RegistryError) in
            try register.registry.setPassword("long enough", of: .unassigned)
        }
        #expect(nobody?.kind == .notFound)
    }

    @Test("Admins and the operator end all sessions and tokens of one user, who logs in again with the same password")
    func endSessions() throws {
        let (eve, root) = (try register.signUp("eve"), try register.user("root", role: .admin))
        let others = try register.registry.login(eve.credentials)
        for caller in [root, .operator] {
            let pairs = try (0..<3).map { _ in try register.registry.login(ada.credentials) }
            try register.registry.endSessions(of: ada.id, as: caller).commit()
            for pair in pairs {
                #expect(throws: RegistryError.unauthenticated(.invalidToken)) {
                    try register.registry.authenticate(bearer: pair.accessToken)
                }
                #expect(throws: RegistryError.unauthenticated(.invalidRefreshToken)) {
                    try register.registry.refresh(RefreshRequest(refreshToken: pair.refreshToken)).commit()
                }
            }
        }
        #expect(throws: Never.self) { try register.registry.login(ada.credentials) }
        #expect(throws: Never.self) {
            try register.registry.refresh(RefreshRequest(refreshToken: others.refreshToken)).commit()
        }
        func kind(_ id: ID<User>, _ caller: Caller) -> RegistryError.Kind? {
            refusal { () throws(RegistryError) in try register.registry.endSessions(of: id, as: caller).commit() }?.kind
        }
        #expect(kind(ada.id, try register.caller(eve)) == .forbidden)
        #expect(kind(.unassigned, try register.caller(eve)) == .forbidden)
        #expect(kind(ada.id, .anonymous) == .unauthenticated)
        #expect(kind(.unassigned, root) == .notFound)
        #expect(kind(try register.importUser("7@import.invalid"), root) == nil, "Who can't log in has none.")
    }

    @Test("A role may be given to whoever can't log in yet")
    func roleWithoutPassword() throws {
        let host = try register.importUser("7@import.invalid")
        _ = try register.registry.setRole(.admin, of: host).commit()
        try register.registry.setPassword("a first password", of: host)
        let pair = try register.registry.login(Credentials(email: "7@import.invalid", password: "a first password"))
        let caller = try register.registry.authenticate(bearer: pair.accessToken)
        #expect(throws: Never.self) { try register.registry.users(UserQuery(), as: caller) }
    }
}
