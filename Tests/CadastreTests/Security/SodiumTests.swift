import CSodium
import Crypto
import Foundation
import TestSupport
import Testing

@testable import Cadastre

@Suite("libsodium's functions give what swift-crypto's give") struct SodiumTests {
    init() throws {
        try #require(Sodium.isReady)
    }

    @Test("SHA-256 and HMAC-SHA-256 of any length", arguments: [0, 1, 31, 32, 43, 55, 56, 63, 64, 65, 1_000])
    func digests(_ count: Int) {
        let message = Sodium.randomBytes(count)
        #expect(Sodium.sha256(message) == Array(Crypto.SHA256.hash(data: message)))
        for keyCount in [1, 32, 43, 64, 65, 200] {
            let key = Sodium.randomBytes(keyCount)
            let code = HMAC<Crypto.SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key))
            #expect(Sodium.hmacSHA256(of: message, key: key) == Array(code))
        }
    }

    @Test("SipHash-2-4 gives the vectors of its authors")
    func sipHash() {
        // Aumasson and Bernstein, "SipHash: a fast short-input PRF", appendix A; and of the empty message.
        let key = Array(UInt8(0)..<16)
        #expect(Sodium.sipHash(of: Array(UInt8(0)..<15), key: key) == 0xa129_ca61_49be_45e5)
        #expect(Sodium.sipHash(of: [], key: key) == 0x726f_db47_dd0e_0e31)
    }

    @Test("Comparing tells what is equal")
    func comparing() {
        #expect(Sodium.areEqual([1, 2, 3], [1, 2, 3]))
        #expect(Sodium.areEqual([], []))
        #expect(!Sodium.areEqual([1, 2, 3], [1, 2, 4]))
        #expect(!Sodium.areEqual([1, 2, 3], [1, 2]))
    }

    @Test("Random bytes are never the same twice")
    func random() {
        let drawn = (0..<1_000).map { _ in Sodium.randomBytes(16) }
        #expect(Set(drawn).count == drawn.count)
        #expect(drawn.allSatisfy { $0.count == 16 })
    }
}

@Suite("The library of the register's cryptography") struct SodiumReadinessTests {
    @Test("Opening a register prepares it, in a process that has not touched it")
    func prepared() async {
        await #expect(processExitsWith: .success) {
            let place = TemporaryDirectory()
            try Registry.open(at: place.path + "/register").close()
            // It says 1 where somebody has prepared it before.
            #expect(sodium_init() == 1)
        }
    }
}

@Suite("base64url") struct Base64URLTests {
    @Test("What is written is what Foundation writes, without padding and in the URL's alphabet", arguments: 0...66)
    func roundTrip(_ count: Int) {
        let bytes = Sodium.randomBytes(count)
        let text = Sodium.base64URL(bytes)
        let expected = Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        #expect(text == expected)
        #expect(Sodium.bytes(base64URL: text.utf8) == bytes)
    }

    @Test(
        "Anything but that text is refused",
        arguments: [
            "Zm9v=", "Zm8=", "Zg==", "Zm9v Zm9v", " Zm9v", "Zm9v\n", "Zm9v?", "+m9v", "/m9v", "Z", "Zm9vZ", "é",
            "Zm\u{0}v",
            "AB", "Zh",  // bits left over that are not 0
        ])
    func refused(_ text: String) {
        #expect(Sodium.bytes(base64URL: text.utf8) == nil)
    }
}
