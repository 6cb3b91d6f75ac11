import Foundation
import SharedData
import Testing

@testable import Cadastre

@Suite("Signed tokens") struct SignedTokenTests {
    private static let header = Sodium.base64URL(Array(#"{"alg":"HS256"}"#.utf8))
    private static let secret = Array("0123456789abcdef0123456789abcdef0123456789a".utf8)

    @Test("What was signed comes back")
    func roundTrip() throws {
        let payload = Array(#"{"sub":"ada"}"#.utf8)
        let token = SignedToken.sign(payload, header: Self.header, secret: Self.secret)
        #expect(try #require(SignedToken(token)).payload(header: Self.header, secret: Self.secret) == payload)
    }

    @Test("A token with any one character changed, added or left out is refused")
    func tampered() throws {
        let token = SignedToken.sign(Array(#"{"sub":"ada"}"#.utf8), header: Self.header, secret: Self.secret)
        for index in token.indices {
            for change in ["A", "B", ".", "=", " ", ""] where String(token[index]) != change {
                let changed = token.replacingCharacters(in: index...index, with: change)
                #expect(
                    SignedToken(changed)?.payload(header: Self.header, secret: Self.secret) == nil, "\(changed)")
            }
        }
        #expect(SignedToken(token + ".") == nil)
        #expect(SignedToken(token)?.payload(header: Self.header, secret: Self.secret + [1]) == nil)
    }

    @Test("Text of any length is taken apart or refused, never read to its end where it is too long")
    func lengths() {
        #expect(SignedToken("") == nil)
        #expect(SignedToken("..") != nil)
        #expect(SignedToken(String(repeating: "a", count: 2_000_000) + "..") == nil)
    }

    @Test("Naughty strings are no tokens", .needsSharedData)
    func naughty() throws {
        for text in try SharedData.naughtyStrings() {
            for token in [text, "\(Self.header).\(text).\(text)", "\(text).\(text).\(text)"] {
                #expect(SignedToken(token)?.payload(header: Self.header, secret: Self.secret) == nil)
            }
        }
    }
}
