import Foundation
import SharedData
import TestSupport
import Testing

@testable import Cadastre

/// Project Wycheproof's JSON Web Signature vectors.
@Suite("Wycheproof's vectors") struct WycheproofTests {
    private struct File: Decodable {
        let testGroups: [Group]
    }

    private struct Group: Decodable {
        struct Key: Decodable {
            let kty: String
            let alg: String?
            let k: String?
            /// What is public of an RSA key, and of one of an elliptic curve.
            let n: String?
            let x: String?
            let y: String?
        }
        struct Vector: Decodable {
            let tcId: Int
            let comment: String
            let jws: String
            let result: String
        }
        let `private`: Key?
        let tests: [Vector]
    }

    /// Marked valid, and refused here on purpose: their headers hold what we never write.
    private static let stricter: [Int: String] = [
        372: "a character that is not base64url inside the header",
        373: "a character that is not base64url inside the payload",
        376: "spaces between the members of the header",
        377: "a line break between the members of the header",
    ]

    /// Marked invalid for a padding that the file itself has lost: byte for byte they are vector 357, which is valid.
    private static let sameAsValid: Set<Int> = [367, 370]

    /// Those of HMAC-SHA-256, each read as if its group's header were ours.
    @Test("Every vector is refused that has to be, and every other one accepted but for those named", .needsSharedData)
    func vectors() throws {
        let file = try JSONDecoder().decode(
            File.self, from: SharedData.bytes(of: "hostile/wycheproof_jws.json"))
        var count = 0
        for group in file.testGroups {
            guard let key = group.private, key.kty == "oct", key.alg == "HS256", let k = key.k else { continue }
            let secret = try #require(Sodium.bytes(base64URL: k.utf8))
            let header = try #require(group.tests.first?.jws.split(separator: ".").first).description
            for vector in group.tests {
                count += 1
                let isAccepted = SignedToken(vector.jws)?.payload(header: header, secret: secret) != nil
                let isValid = vector.result == "valid" && Self.stricter[vector.tcId] == nil
                #expect(
                    isAccepted == (isValid || Self.sameAsValid.contains(vector.tcId)),
                    "\(vector.tcId): \(vector.comment)")
            }
        }
        #expect(count == 40)
        let valid = try #require(file.testGroups.flatMap(\.tests).first { $0.tcId == 357 })
        for vector in file.testGroups.flatMap(\.tests) where Self.sameAsValid.contains(vector.tcId) {
            #expect(vector.jws == valid.jws)
        }
    }

    @Test("A vector of another algorithm is refused, with whatever is public of its key for a secret", .needsSharedData)
    func otherAlgorithms() throws {
        let file = try JSONDecoder().decode(
            File.self, from: SharedData.bytes(of: "hostile/wycheproof_jws.json"))
        var count = 0
        for group in file.testGroups where group.private?.kty != "oct" {
            let key = try #require(group.private)
            let secrets = [key.n, key.x, key.y, (key.x ?? "") + (key.y ?? "")].compactMap { $0 }.flatMap { text in
                [Array(text.utf8), Sodium.bytes(base64URL: text.utf8) ?? []]
            }
            for vector in group.tests {
                count += 1
                guard let token = SignedToken(vector.jws) else { continue }
                let header = String(decoding: token.header, as: UTF8.self)
                for secret in secrets {
                    #expect(
                        token.payload(header: header, secret: secret) == nil, "\(vector.tcId): \(vector.comment)")
                }
            }
        }
        #expect(count == 361)
    }

    @Test("None of all the vectors, valid or not, is a token of a register", .needsSharedData)
    func foreign() throws {
        let register = try TemporaryRegister()
        let file = try JSONDecoder().decode(
            File.self, from: SharedData.bytes(of: "hostile/wycheproof_jws.json"))
        let vectors = file.testGroups.flatMap(\.tests)
        #expect(vectors.count == 401)
        for vector in vectors {
            #expect(throws: RegistryError.unauthenticated(.invalidToken), "\(vector.tcId): \(vector.comment)") {
                try register.registry.authenticate(bearer: vector.jws)
            }
        }
    }
}
