import EntityStore
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Cadastre

@Suite("Throttling") struct ThrottleTests {
    private let register: TemporaryRegister
    private let ada: Login
    private let eve: Login

    init() throws {
        register = try TemporaryRegister()
        ada = try register.signUp("ada")
        eve = try register.signUp("eve")
    }

    private func address(_ text: String) throws -> NetworkAddress {
        let address: NetworkAddress? = NetworkAddress(text)
        return try #require(address)
    }

    /// What a login with a wrong password, or the right one, is answered: the error's kind, or `nil`.
    private func login(_ login: Login, _ password: String? = nil, from text: String?) throws -> RegistryError.Kind? {
        let credentials = Credentials(email: login.email, password: password ?? login.password)
        let address = try text.map(address)
        return refusal { () throws(RegistryError) in _ = try register.registry.login(credentials, from: address) }?.kind
    }

    private func fail(_ login: Login, times: Int, from text: String?) throws {
        for _ in 0..<times { #expect(try self.login(login, "a wrong one", from: text) == .unauthenticated) }
    }

    @Test("After 10 failures for an address a network waits, with the right password too")
    func perAddress() throws {
        try fail(ada, times: 10, from: "192.0.2.1")
        #expect(try login(ada, "a wrong one", from: "192.0.2.1") == .throttled)
        #expect(try login(ada, from: "192.0.2.1") == .throttled)
        // Nobody else waits: not the user from elsewhere, not another user from there.
        #expect(try login(ada, from: "192.0.2.2") == nil)
        #expect(try login(ada, from: nil) == nil)
        #expect(try login(eve, from: "192.0.2.1") == nil)
    }

    @Test("The case of the address does not make another count")
    func letterCase() throws {
        for email in ["ada@example.org", "ADA@EXAMPLE.ORG"] {
            for _ in 0..<5 {
                let error = refusal { () throws(RegistryError) in
                    _ = try register.registry.login(Credentials(email: email, password: "wrong one"), from: nil)
                }
                #expect(error?.kind == .unauthenticated)
            }
        }
        #expect(try login(ada, from: nil) == .throttled)
    }

    @Test("Addresses that nobody has are counted as any other")
    func unknown() throws {
        let nobody = Login(id: .unassigned, email: "nobody@example.org", password: "any password")
        try fail(nobody, times: 10, from: nil)
        #expect(try login(nobody, from: nil) == .throttled)
    }

    @Test(
        "A network is an IPv4 address or an IPv6 /64, however it is written",
        arguments: [
            ("192.0.2.1", "::ffff:192.0.2.1"), ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2"),
            ("2001:db8:0:1::1", "2001:DB8:0:1::1%eth0"),
        ])
    func networks(_ first: String, _ second: String) throws {
        try fail(ada, times: 10, from: first)
        #expect(try login(ada, from: second) == .throttled)
    }

    @Test("After 100 failures for any addresses a network waits")
    func perNetwork() throws {
        for user in 0..<10 {
            let nobody = Login(id: .unassigned, email: "nobody\(user)@example.org", password: "any password")
            try fail(nobody, times: 10, from: "192.0.2.1")
        }
        for _ in 0..<20 { #expect(try login(ada, from: "192.0.2.1") == .throttled) }
        #expect(try login(ada, from: "192.0.2.2") == nil)
        // What the network was refused for was not counted for the address.
        register.clock.advance(seconds: 9)
        #expect(try login(ada, from: "192.0.2.1") == nil)
    }

    @Test("The right password counts for nothing, however often")
    func successes() throws {
        for _ in 0..<12 { #expect(try login(ada, from: "192.0.2.1") == nil) }
        try fail(ada, times: 9, from: "192.0.2.1")
        #expect(try login(ada, from: "192.0.2.1") == nil)
        try fail(ada, times: 1, from: "192.0.2.1")
        #expect(try login(ada, from: "192.0.2.1") == .throttled)
    }

    @Test("Whoever waits as long as they are told to may try again; what was refused was not counted")
    func retryAfter() throws {
        try fail(ada, times: 10, from: nil)
        for _ in 0..<20 { #expect(try login(ada, from: nil) == .throttled) }
        let error = refusal { () throws(RegistryError) in _ = try register.registry.login(ada.credentials) }
        guard case .throttled(let seconds) = error else {
            Issue.record("not throttled: \(String(describing: error))")
            return
        }
        #expect((1...90).contains(seconds))
        register.clock.advance(seconds: Int64(seconds))
        #expect(try login(ada, from: nil) == nil)
        register.clock.advance(seconds: 15 * 60)
        try fail(ada, times: 10, from: nil)
        #expect(try login(ada, from: nil) == .throttled)
    }

    @Test("What is over the bound is refused before any hashing")
    func beforeHashing() throws {
        try fail(ada, times: 10, from: nil)
        try register.registry.hashing.whileFull {
            let kinds = [try login(ada, from: nil), try login(eve, from: nil)]
            #expect(kinds == [.throttled, .busy])
        }
    }

    @Test("Tries that are made at the same time are not more than the bound")
    func simultaneous() throws {
        let outcomes = Mutex<[RegistryError.Kind: Int]>([:])
        let group = DispatchGroup()
        for _ in 0..<30 {
            group.enter()
            Thread.detachNewThread {
                let credentials = Credentials(email: ada.email, password: "a wrong one")
                let error = refusal { () throws(RegistryError) in _ = try register.registry.login(credentials) }
                if let error { outcomes.withLock { $0[error.kind, default: 0] += 1 } }
                group.leave()
            }
        }
        group.wait()
        let counts = outcomes.withLock { $0 }
        #expect(counts[.unauthenticated] == 10)
        #expect(counts[.throttled, default: 0] + counts[.busy, default: 0] == 20)
    }

    @Test(
        "While tries fill the bound that may turn out right the answer is busy, and then what they come to",
        arguments: [true, false])
    func underWay(areRight: Bool) throws {
        let (throttle, moment) = (register.registry.throttle, register.clock.now)
        let attempts = try (0..<10).map { _ in try throttle.countLogin(as: ada.email, from: nil, at: moment) }
        #expect(throws: RegistryError.busy(retryAfter: 1)) { try register.registry.login(ada.credentials) }
        #expect(try login(ada, from: "192.0.2.1") == nil)
        for attempt in attempts { attempt.end(counts: !areRight, at: moment) }
        #expect(try login(ada, from: nil) == (areRight ? nil : .throttled))
    }

    @Test("A register that is open for reading alone tries no password")
    func readOnly() throws {
        let place = TemporaryDirectory()
        let path = place.path + "/register"
        try Registry.open(at: path).close()
        var options = RegistryOptions()
        options.store.isReadOnly = true
        let registry = try Registry.open(at: path, options: options)
        defer { registry.close() }
        let draft = try SignUp(email: "eve@example.org", password: "long enough", firstName: "Eve", lastName: "One")
        // A full gate would answer whoever asks it as busy.
        try registry.hashing.whileFull {
            let login = refusal { () throws(RegistryError) in
                _ = try registry.login(Credentials(email: "ada@example.org", password: "a wrong one"))
            }
            let signUp = refusal { () throws(RegistryError) in _ = try registry.signUp(draft) }
            #expect([login?.kind, signUp?.kind] == [.misuse, .misuse])
        }
    }

    @Test("A wrong current password counts as a failed login")
    func passwordChange() throws {
        let caller = try register.caller(ada)
        let change = try PasswordChange(currentPassword: "a wrong one", newPassword: "a new password")
        for _ in 0..<10 {
            let error = refusal { () throws(RegistryError) in try register.registry.changePassword(change, as: caller) }
            #expect(error?.kind == .forbidden)
        }
        let right = try PasswordChange(currentPassword: ada.password, newPassword: "a new password")
        let error = refusal { () throws(RegistryError) in try register.registry.changePassword(right, as: caller) }
        #expect(error?.kind == .throttled)
        #expect(try login(ada, from: nil) == .throttled)
    }

    @Test("A network signs up 60 times an hour, the store is not asked after that")
    func signUps() throws {
        let draft = try SignUp(email: ada.email, password: "long enough", firstName: "Ada", lastName: "Again")
        let (here, there) = (try address("192.0.2.1"), try address("192.0.2.2"))
        func signUp(from address: NetworkAddress) -> RegistryError.Kind? {
            refusal { () throws(RegistryError) in _ = try register.registry.signUp(draft, from: address) }?.kind
        }
        for _ in 0..<60 { #expect(signUp(from: here) == .conflict) }
        #expect(signUp(from: here) == .throttled)
        #expect(signUp(from: there) == .conflict)
        register.clock.advance(seconds: 60)
        #expect(signUp(from: here) == .conflict)
    }

    @Test("A sign-up that was not tried for want of a place to hash is not counted")
    func busySignUps() throws {
        let draft = try SignUp(email: "new@example.org", password: "long enough", firstName: "New", lastName: "One")
        try register.registry.hashing.whileFull {
            for _ in 0..<70 {
                #expect(throws: RegistryError.busy(retryAfter: HashingGate.retryAfter)) {
                    try register.registry.signUp(draft)
                }
            }
        }
        #expect(throws: Never.self) { try register.registry.signUp(draft) }
    }

    /// A clock that says the same in every process, however long a test has to wait for its turn.
    private static var standingStill: RegistryOptions {
        var options = RegistryOptions()
        options.clock = TestClock().wallClock
        return options
    }

    @Test("Every process with the store counts together")
    func shared() async throws {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            let registry = try Registry.open(at: path + "/register", options: Self.standingStill)
            for _ in 0..<10 {
                let credentials = Credentials(email: "ada@example.org", password: "a wrong one")
                _ = refusal { () throws(RegistryError) in _ = try registry.login(credentials) }
            }
            registry.close()
        }
        let registry = try Registry.open(at: place.path + "/register", options: Self.standingStill)
        defer { registry.close() }
        func login(_ email: String) -> RegistryError.Kind? {
            let credentials = Credentials(email: email, password: "a wrong one")
            return refusal { () throws(RegistryError) in _ = try registry.login(credentials) }?.kind
        }
        #expect(login("ada@example.org") == .throttled)
        #expect(login("eve@example.org") == .unauthenticated)
    }
}
