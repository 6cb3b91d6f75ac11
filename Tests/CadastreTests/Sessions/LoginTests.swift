import EntityStore
import Foundation
import TestSupport
import Testing

@testable import Cadastre

@Suite("Logging in") struct LoginTests {
    private let register: TemporaryRegister
    private let ada: Login

    init() throws {
        register = try TemporaryRegister()
        ada = try register.signUp("ada")
    }

    /// What nobody logs in with: an address and a password.
    private func wrong() throws -> [(String, String)] {
        try register.importUser("7@import.invalid")
        return [
            (ada.email, "another password"), (ada.email, ada.password + " "), (ada.email, ""), (ada.email, "short"),
            (ada.email, String(repeating: "x", count: 2_000)), ("nobody@example.org", ada.password), ("", ""),
            ("no address", ada.password), (String(repeating: "a", count: 2_000) + "@b", ada.password),
            ("7@import.invalid", "any password"), ("7@import.invalid", ""),
        ]
    }

    @Test("Address and password get a pair of tokens; the case of the address does not matter")
    func right() throws {
        for email in ["ada@example.org", "ADA@Example.ORG"] {
            let pair = try register.registry.login(Credentials(email: email, password: ada.password))
            let caller = try register.registry.authenticate(bearer: pair.accessToken)
            #expect(caller.userID == ada.id)
            #expect(pair.refreshToken.utf8.count == 43)
            #expect(pair.expiresIn == 900)
            let expected =
                #"{"accessToken":"\#(pair.accessToken)","refreshToken":"\#(pair.refreshToken)","#
                + #""tokenType":"Bearer","expiresIn":900}"#
            #expect(pair.json.text == expected)
            #expect("\(pair)" == "[tokens]")
        }
    }

    @Test("Whatever is wrong gets the same answer")
    func refused() throws {
        for (email, password) in try wrong() {
            let credentials = Credentials(email: email, password: password)
            #expect(throws: RegistryError.unauthenticated(.wrongCredentials), "\(email)") {
                try register.registry.login(credentials)
            }
        }
        #expect(try register.sessionCount(of: ada.id) == 0)
    }

    @Test("Whatever is wrong waits for its turn to be hashed, as what is right does")
    func sameWork() throws {
        let wrong = try wrong()
        try register.registry.hashing.whileFull {
            for (email, password) in wrong + [(ada.email, ada.password)] {
                #expect(throws: RegistryError.busy(retryAfter: HashingGate.retryAfter), "\(email)") {
                    try register.registry.login(Credentials(email: email, password: password))
                }
            }
        }
        // What was not tried was not counted.
        #expect(throws: Never.self) { try register.registry.login(ada.credentials) }
    }

    @Test("A hash of older costs works, and is made anew at the next login without ending anything")
    func rehashing() throws {
        // "password", 64 MiB, from the reference implementation's tests.
        let old = try #require(
            PasswordHash(phc: "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
        let store = register.registry.store
        let moment = register.clock.now
        let id = ada.id
        try store.write { transaction in
            try transaction.renewCredential(of: id, old, at: moment)
        }
        let before = try #require(try store.read { try $0.credential(of: id) })
        let token = try register.registry.login(Credentials(email: ada.email, password: "password")).accessToken
        let after = try #require(try store.read { try $0.credential(of: id) })
        #expect(after.hash.isCurrent)
        #expect(after.generation == before.generation)
        #expect(throws: Never.self) { try register.registry.authenticate(bearer: token) }
        #expect(throws: Never.self) {
            try register.registry.login(Credentials(email: ada.email, password: "password"))
        }
    }

    @Test(
        "Credentials are read strictly",
        arguments: [
            ("", "malformed"), ("[]", "malformed"), (#"{"email":1,"password":"x"}"#, "malformed"),
            (#"{"email":"a@b","password":null}"#, "malformed"), (#"{"email":"a@b"}"#, "invalid"),
            (#"{"email":"a@b","email":"c@d","password":"x"}"#, "malformed"),
            (#"{"email":"a@b","password":"x","admin":true}"#, "invalid"),
        ])
    func reading(_ json: String, _ kind: String) {
        let error = refusal { () throws(RegistryError) in _ = try Credentials(json: Array(json.utf8)) }
        #expect(error?.kind.rawValue == kind)
    }

    @Test("Credentials can't be printed by accident")
    func hidden() throws {
        let credentials = try Credentials(json: Array(#"{"email":"a@b","password":"secret words"}"#.utf8))
        var dumped = ""
        dump(credentials, to: &dumped)
        #expect(!"\(credentials) \(String(reflecting: credentials)) \(dumped)".contains("secret"))
    }

    @Test("No more than 100 sessions of a user: one more ends the oldest")
    func sessions() throws {
        let first = try register.registry.login(ada.credentials)
        let (id, moment) = (ada.id, register.clock.now)
        let second = try register.registry.store.write { transaction in
            let second = try transaction.beginSession(of: id, at: moment)
            for _ in 2..<RefreshFamily.maximumPerUser { _ = try transaction.beginSession(of: id, at: moment) }
            return second
        }
        #expect(try register.sessionCount(of: ada.id) == 100)
        _ = try register.registry.login(ada.credentials)
        #expect(try register.sessionCount(of: ada.id) == 100)
        #expect(throws: RegistryError.unauthenticated(.invalidRefreshToken)) {
            try register.registry.refresh(RefreshRequest(refreshToken: first.refreshToken)).commit()
        }
        #expect(throws: Never.self) {
            try register.registry.refresh(RefreshRequest(refreshToken: second.text)).commit()
        }
    }
}
