import EntityStore
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Cadastre

@Suite("Refreshing and logging out") struct RefreshTests {
    private static let refused = RegistryError.unauthenticated(.invalidRefreshToken)
    private static let day: Int64 = 86_400

    private let register: TemporaryRegister
    private let ada: ID<User>

    init() throws {
        register = try TemporaryRegister()
        ada = try #require(try register.user("ada").userID)
    }

    private func login() throws -> TokenPair { try register.session(of: ada) }

    private func refresh(_ pair: TokenPair) throws -> TokenPair {
        try register.registry.refresh(RefreshRequest(refreshToken: pair.refreshToken)).commit()
    }

    @Test("Each use gives a new pair, and the new one works")
    func rotation() throws {
        var pair = try login()
        var seen: Set<String> = [pair.refreshToken]
        for _ in 0..<5 {
            pair = try refresh(pair)
            #expect(seen.insert(pair.refreshToken).inserted)
            #expect(try register.registry.authenticate(bearer: pair.accessToken).userID == ada)
        }
        #expect(try register.sessionCount(of: ada) == 1)
    }

    @Test("A second use ends the session, of the first successor and of a later one", arguments: [1, 4])
    func reuse(_ uses: Int) throws {
        let first = try login()
        let other = try login()
        var last = first
        for _ in 0..<uses { last = try refresh(last) }
        #expect(throws: Self.refused) { try refresh(first) }
        #expect(throws: Self.refused, "The session has ended for whoever had its newest token too.") {
            try refresh(last)
        }
        #expect(throws: Never.self, "Another session of the user goes on.") { try refresh(other) }
        #expect(try register.sessionCount(of: ada) == 1)
    }

    @Test("Of two uses at the same time exactly one gets a pair, and the session has ended", arguments: 0..<20)
    func simultaneous(_ round: Int) throws {
        let pair = try login()
        let outcomes = Mutex<[Result<TokenPair, RegistryError>]>([])
        let request = RefreshRequest(refreshToken: pair.refreshToken)
        let group = DispatchGroup()
        for _ in 0..<2 {
            group.enter()
            register.registry.refresh(request).submit { outcome in
                outcomes.withLock { $0.append(outcome) }
                group.leave()
            }
        }
        group.wait()
        let pairs = outcomes.withLock { $0.compactMap { try? $0.get() } }
        #expect(pairs.count == 1)
        #expect(outcomes.withLock { $0.contains { $0.failure == Self.refused } })
        for pair in pairs { #expect(throws: Self.refused) { try refresh(pair) } }
        #expect(try register.sessionCount(of: ada) == 0)
    }

    @Test("A token that is not used for 30 days ends, and its session with it")
    func tokenLifetime() throws {
        let kept = try login()
        let left = try login()
        register.clock.advance(seconds: 30 * Self.day, milliseconds: -1)
        #expect(throws: Never.self) { try refresh(kept) }
        register.clock.advance(milliseconds: 1)
        #expect(throws: Self.refused) { try refresh(left) }
    }

    @Test("A session ends after 90 days, however often it is used")
    func sessionLifetime() throws {
        var pair = try login()
        for _ in 0..<4 {
            register.clock.advance(seconds: 20 * Self.day)
            pair = try refresh(pair)
        }
        register.clock.advance(seconds: 10 * Self.day, milliseconds: -1)
        pair = try refresh(pair)
        register.clock.advance(milliseconds: 1)
        #expect(throws: Self.refused) { try refresh(pair) }
        #expect(try register.sessionCount(of: ada) == 0)
    }

    @Test("Sessions that have ended are swept by later logins and refreshes, those that have not stay")
    func sweeping() throws {
        for _ in 0..<10 { _ = try login() }
        register.clock.advance(seconds: 20 * Self.day)
        var kept = try login()
        #expect(try register.sessionCount(of: ada) == 11)
        register.clock.advance(seconds: 10 * Self.day + 3_600)
        kept = try refresh(kept)
        #expect(try register.sessionCount(of: ada) == 7)
        _ = try login()
        _ = try login()
        #expect(try register.sessionCount(of: ada) == 3)
        #expect(throws: Never.self) { try refresh(kept) }
    }

    @Test("Logging out ends the session, by a token that has been used too, and may be done twice")
    func logout() throws {
        let first = try login()
        let second = try refresh(first)
        let other = try login()
        for pair in [first, first, second] {
            try register.registry.logout(RefreshRequest(refreshToken: pair.refreshToken)).commit()
        }
        #expect(throws: Self.refused) { try refresh(second) }
        #expect(throws: Never.self, "The access token lives out its minutes.") {
            try register.registry.authenticate(bearer: second.accessToken)
        }
        #expect(throws: Never.self) { try refresh(other) }
    }

    @Test(
        "A text that can be no token is refused, and an unknown token is",
        arguments: ["", "x", String(repeating: "A", count: 42), String(repeating: "A", count: 44), "é"])
    func forms(_ text: String) throws {
        let request = RefreshRequest(refreshToken: text)
        #expect(throws: Self.refused) { try register.registry.refresh(request).commit() }
        #expect(throws: Self.refused) { try register.registry.logout(request).commit() }
        let unknown = RefreshRequest(refreshToken: RefreshToken().text)
        #expect(throws: Self.refused) { try register.registry.refresh(unknown).commit() }
    }

    @Test("The store keeps hashes of tokens, and no token")
    func stored() throws {
        let pair = try login()
        let session = try register.registry.store.read {
            try #require(try $0.firstStored(where: RefreshFamily.byUser == ada))
        }
        let token = try #require(RefreshToken(pair.refreshToken))
        #expect(
            try session.decoded().tokenHash
                == Sodium.base64URL(Sodium.sha256(#require(Sodium.bytes(base64URL: pair.refreshToken.utf8)))))
        for part in [pair.refreshToken, String(pair.refreshToken.prefix(20)), String(pair.refreshToken.suffix(20))] {
            #expect(!session.json.text.contains(part))
        }
        #expect(try session.decoded().accepts(token, at: register.clock.now))
    }

    @Test("The next access token says the role of the moment")
    func role() throws {
        let pair = try login()
        _ = try register.registry.setRole(.admin, of: ada).commit()
        let caller = try register.registry.authenticate(bearer: refresh(pair).accessToken)
        #expect(throws: Never.self) { try register.registry.users(UserQuery(), as: caller) }
    }

    @Test(
        "Requests are read strictly",
        arguments: [
            ("", "malformed"), ("\"x\"", "malformed"), (#"{"refreshToken":1}"#, "malformed"), ("{}", "invalid"),
            (#"{"refreshToken":"x","more":1}"#, "invalid"),
        ])
    func reading(_ json: String, _ kind: String) {
        let error = refusal { () throws(RegistryError) in _ = try RefreshRequest(json: Array(json.utf8)) }
        #expect(error?.kind.rawValue == kind)
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
