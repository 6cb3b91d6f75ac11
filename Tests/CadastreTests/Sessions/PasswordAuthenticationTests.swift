import EntityStore
import TestSupport
import Testing

@testable import Cadastre

@Suite("Being somebody by a password") struct PasswordAuthenticationTests {
    private let register: TemporaryRegister
    private let ada: Login
    private var registry: Registry { register.registry }

    init() throws {
        register = try TemporaryRegister()
        ada = try register.signUp("ada")
    }

    @Test("It has no time limit, and makes no session in the store")
    func unlimited() throws {
        let caller = try registry.authenticate(Credentials(email: "ADA@example.org", password: ada.password))
        #expect(caller.userID == ada.id)
        register.clock.advance(seconds: 400 * 86_400)
        #expect(try registry.me(as: caller).id == ada.id)
        #expect(try register.sessionCount(of: ada.id) == 0)
    }

    @Test("A change of password or role ends it, and so does the user's end", arguments: ["password", "role", "user"])
    func ends(_ change: String) throws {
        let caller = try registry.authenticate(ada.credentials)
        switch change {
        case "password": try registry.setPassword("another password", of: ada.id)
        case "role": _ = try registry.setRole(.admin, of: ada.id).commit()
        default: try registry.deleteUser(ada.id, as: .operator).commit()
        }
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) { try registry.me(as: caller) }
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) {
            try registry.createProperty(PropertyDraft(name: "n", type: "house", city: "Pau"), as: caller).commit()
        }
    }

    @Test("Failures are counted with those of other logins")
    func throttled() throws {
        let address = NetworkAddress("192.0.2.7")
        let wrong = Credentials(email: ada.email, password: "a wrong password")
        for attempt in 0..<10 {
            #expect(throws: RegistryError.unauthenticated(.wrongCredentials), "\(attempt)") {
                if attempt.isMultiple(of: 2) {
                    _ = try registry.authenticate(wrong, from: address)
                } else {
                    _ = try registry.login(wrong, from: address)
                }
            }
        }
        let error = refusal { () throws(RegistryError) in
            _ = try registry.authenticate(ada.credentials, from: address)
        }
        guard case .throttled = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try registry.authenticate(ada.credentials, from: NetworkAddress("192.0.2.8")).userID == ada.id)
    }

    @Test("A hash of older costs works, and is made anew without ending anything")
    func rehashing() throws {
        // "password", 64 MiB, from the reference implementation's tests.
        let old = try #require(
            PasswordHash(phc: "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
        let (id, moment) = (ada.id, register.clock.now)
        try registry.store.write { try $0.renewCredential(of: id, old, at: moment) }
        let caller = try registry.authenticate(Credentials(email: ada.email, password: "password"))
        #expect(try registry.store.read { try $0.credential(of: id)?.hash.isCurrent } == true)
        #expect(try registry.me(as: caller).id == id)
    }
}
