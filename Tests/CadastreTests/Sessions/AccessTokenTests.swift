import EntityStore
import Foundation
import JWTKit
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Access tokens") struct AccessTokenTests {
    private struct Claims: JWTPayload {
        var sub: String
        var gen: UInt64
        var role: String
        var iat: Int
        var exp: Int
        var jti: String

        func verify(using algorithm: some JWTAlgorithm) {}
    }

    private let register: TemporaryRegister
    private let ada: ID<User>

    init() throws {
        register = try TemporaryRegister()
        ada = try #require(try register.user("ada").userID)
    }

    /// A token's header and payload as text, and its signature.
    private func parts(_ token: String) throws -> (header: String, payload: String, signature: String) {
        let parts = token.split(separator: ".")
        try #require(parts.count == 3)
        func text(_ part: Substring) throws -> String {
            String(decoding: try #require(Sodium.bytes(base64URL: part.utf8)), as: UTF8.self)
        }
        return (try text(parts[0]), try text(parts[1]), String(parts[2]))
    }

    private func encode(_ text: String) -> String { Sodium.base64URL(Array(text.utf8)) }

    /// jwt-kit, with the key that `cadastre token-key` prints used as it is.
    private func jwtKit() async throws -> JWTKeyCollection {
        await JWTKeyCollection().add(
            hmac: HMACKey(stringLiteral: try register.registry.signingKey()), digestAlgorithm: .sha256)
    }

    @Test("jwt-kit reads a token with the printed key as its secret, and finds the claims of the design")
    func readByOthers() async throws {
        let pair = try register.session(of: ada)
        let claims = try await jwtKit().verify(pair.accessToken, as: Claims.self)
        #expect(claims.sub == ada.description)
        #expect(claims.role == "user")
        #expect(claims.iat == Int(register.clock.now.seconds))
        #expect(claims.exp == claims.iat + 900)
        #expect(claims.jti.utf8.count == 22)
        let (header, payload, _) = try parts(pair.accessToken)
        let key = try register.registry.store.read { try $0.requireStoreKey(for: .tokens) }
        #expect(header == #"{"alg":"HS256","typ":"JWT","kid":"\#(key.id)"}"#)
        let names = try #require(try Array(payload.utf8).parsed.object).map(\.name)
        #expect(names == ["sub", "gen", "role", "iat", "exp", "jti"])
        #expect(key.text.utf8.count == 43)
    }

    @Test("Two tokens are never the same, made at the same moment too")
    func unique() throws {
        let tokens = try (0..<3).map { _ in try register.session(of: ada).accessToken }
        #expect(Set(tokens).count == 3)
    }

    @Test("A token that somebody else signs with our key is taken only under exactly our header")
    func signedByOthers() async throws {
        let (header, payload, _) = try parts(try register.session(of: ada).accessToken)
        let key = Array(try register.registry.signingKey().utf8)
        func caller(header: String) -> Caller? {
            let token = SignedToken.sign(Array(payload.utf8), header: encode(header), secret: key)
            return try? register.registry.authenticate(bearer: token)
        }
        #expect(caller(header: header)?.userID == ada)
        let id = header.suffix(38).dropLast(2)
        for other in [
            #"{"typ":"JWT","alg":"HS256","kid":"\#(id)"}"#, #"{"alg":"HS256","kid":"\#(id)"}"#,
            #"{"alg":"HS256", "typ":"JWT","kid":"\#(id)"}"#, #"{"alg":"HS512","typ":"JWT","kid":"\#(id)"}"#,
            #"{"alg":"none","typ":"JWT","kid":"\#(id)"}"#, #"{"alg":"HS256","typ":"JWT","kid":"\#(id.uppercased())"}"#,
            #"{"alg":"HS256","typ":"JWT","kid":"\#(id)","jku":"https://example.org"}"#, "{}", "",
            #"{"alg":"HS256","typ":"JWT","kid":"00000000-0000-7000-8000-000000000000"}"#,
        ] where other != header {
            #expect(caller(header: other) == nil, "\(other)")
        }
        // jwt-kit orders the members of a header in its own way, so what it makes is no token of ours.
        let claims = Claims(
            sub: ada.description, gen: 1, role: "admin", iat: 0, exp: 4_000_000_000, jti: "x")
        let foreign = try await jwtKit().sign(claims)
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) {
            try register.registry.authenticate(bearer: foreign)
        }
    }

    @Test("A token without a signature, with another payload, or of another store is refused")
    func forged() throws {
        let token = try register.session(of: ada).accessToken
        let (header, payload, signature) = try parts(token)
        let other = try TemporaryRegister()
        let foreign = try other.session(of: #require(other.user("ada").userID)).accessToken
        #expect(try other.registry.signingKey() != register.registry.signingKey())
        let none = encode(#"{"alg":"none","typ":"JWT"}"#)
        for forged in [
            "", ".", "..", "x", "Bearer \(token)", " \(token)", "\(token) ", token + ".", foreign,
            "\(none).\(encode(payload)).", "\(encode(header)).\(encode(payload)).",
            "\(none).\(encode(payload)).\(signature)",
            "\(encode(header)).\(encode(payload.replacing("user", with: "admin"))).\(signature)",
            "\(encode(header)).\(encode(payload.replacing(ada.description, with: ID<User>.unassigned.description))).\(signature)",
            String(repeating: "a", count: 100_000),
        ] {
            #expect(throws: RegistryError.unauthenticated(.invalidToken), "\(forged.prefix(100))") {
                try register.registry.authenticate(bearer: forged)
            }
        }
    }

    @Test("A token is good for 15 minutes less nothing, and not one second more")
    func expiry() throws {
        let token = try register.session(of: ada).accessToken
        let caller = try register.registry.authenticate(bearer: token)
        register.clock.advance(seconds: 899, milliseconds: 999)
        #expect(try register.registry.authenticate(bearer: token).userID == ada)
        #expect(try register.registry.me(as: caller).id == ada)
        register.clock.advance(milliseconds: 1)
        #expect(throws: RegistryError.unauthenticated(.expiredToken)) {
            try register.registry.authenticate(bearer: token)
        }
        // A request that was let in before the end is refused by its operation after it.
        #expect(throws: RegistryError.unauthenticated(.expiredToken)) { try register.registry.me(as: caller) }
        #expect(throws: RegistryError.unauthenticated(.expiredToken)) {
            try register.registry.deleteMe(as: caller).commit()
        }
    }

    @Test("The stored role decides, whatever a token says")
    func role() throws {
        let store = register.registry.store
        let token = try store.read { transaction in
            let credential = try #require(try transaction.credential(of: ada))
            let claims = AccessToken(
                for: ada, generation: credential.generation, role: .admin, at: register.clock.now)
            return try claims.signed(with: transaction.requireStoreKey(for: .tokens))
        }
        let caller = try register.registry.authenticate(bearer: token)
        #expect(
            refusal { () throws(RegistryError) in _ = try register.registry.users(UserQuery(), as: caller) }?.kind
                == .forbidden)
    }

    @Test("The throttle's key signs no tokens")
    func purpose() throws {
        let store = register.registry.store
        let token = try store.read { transaction in
            let credential = try #require(try transaction.credential(of: ada))
            let claims = AccessToken(for: ada, generation: credential.generation, role: .user, at: register.clock.now)
            return try claims.signed(with: transaction.requireStoreKey(for: .throttle))
        }
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) {
            try register.registry.authenticate(bearer: token)
        }
    }
}
