import Foundation
import Testing

@testable import Cadastre

@Suite("Passwords") struct PasswordTests {
    @Test(
        "8 to 1,024 bytes, as sent",
        arguments: [
            ("1234567", false), ("12345678", true), ("       8", true), ("éééé", true), ("ééé", false), ("", false),
            (String(repeating: "x", count: 1_024), true), (String(repeating: "x", count: 1_025), false),
            (String(repeating: "é", count: 512), true), (String(repeating: "é", count: 513), false),
        ])
    func bounds(_ text: String, _ isTaken: Bool) {
        #expect((Password(text) != nil) == isTaken)
    }

    @Test("A password can't be printed by accident")
    func hidden() throws {
        let password = try #require(Password("correct horse"))
        var dumped = ""
        dump(password, to: &dumped)
        for text in ["\(password)", String(reflecting: password), dumped, "\([password])"] {
            #expect(!text.contains("horse"))
        }
    }

    @Test("A hash states the costs of the design, and only its password matches it")
    func hashing() throws {
        let password = try #require(Password("correct horse battery"))
        let hash = try PasswordHash(of: password)
        #expect(hash.phc.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(hash.isCurrent)
        #expect(try hash.matches(password))
        for other in [
            "correct horse batterz", "correct horse battery ", " correct horse battery", "Correct horse battery",
        ] {
            #expect(try !hash.matches(#require(Password(other))))
        }
        #expect(try PasswordHash(of: password) != hash, "The salt is another one each time.")
    }

    @Test("Letters that look alike are other bytes")
    func normalisation() throws {
        let hash = try PasswordHash(of: #require(Password("caf\u{E9} au lait")))
        #expect(try !hash.matches(#require(Password("cafe\u{301} au lait"))))
    }

    @Test("The argon2 tool's hash is understood, and known to be of other costs")
    func foreign() throws {
        // printf password | argon2 somesalt -id -t 2 -k 65536 -p 1, of the reference implementation (its test.c).
        let text = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
        let hash = try #require(PasswordHash(phc: text))
        #expect(try hash.matches(#require(Password("password"))))
        #expect(try !hash.matches(#require(Password("passwore"))))
        #expect(!hash.isCurrent)
    }

    @Test(
        "What stands in for a missing hash costs what a hash costs, and matches what stands in for a password no more")
    func decoys() throws {
        #expect(PasswordHash(phc: PasswordHash.decoy.phc) == .decoy)
        #expect(PasswordHash.decoy.isCurrent)
        #expect(try !PasswordHash.decoy.matches(.decoy))
    }

    @Test(
        "What is no hash, or would cost too much to check, is refused",
        arguments: [
            "", "$", "x", "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ", "$argon2id$v=19$m=19456,t=2,p=1$$",
            "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$aaaa", "$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHQ$aaaa",
            "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$aaaa",
            "$argon2id$v=19$m=19456,t=4000000,p=1$c29tZXNhbHQ$aaaa",
            "$argon2id$v=19$m=19456,t=2,p=16$c29tZXNhbHQ$aaaa", "$argon2id$v=19$m=-1,t=2,p=1$c29tZXNhbHQ$aaaa",
            "$argon2id$v=19$m=19456,t=0,p=1$c29tZXNhbHQ$aaaa", "$argon2id$v=19$t=2,m=19456,p=1$c29tZXNhbHQ$aaaa",
            "$2b$12$abcdefghijklmnopqrstuv",
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$" + String(repeating: "a", count: 128),
        ])
    func refused(_ text: String) {
        #expect(PasswordHash(phc: text) == nil)
    }
}
