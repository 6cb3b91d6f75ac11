import Foundation
import SharedData
import Testing

@testable import Cadastre

@Suite("E-mail addresses") struct EmailAddressTests {
    @Test(
        "One @ with something on either side, 3 to 254 bytes",
        arguments: [
            "a@b", "Ada@Example.ORG", "jürgen@exämple.de", "a+b@c", "x@invalid.org", "x@notinvalid",
            String(repeating: "a", count: 252) + "@b",
        ])
    func takes(_ text: String) throws {
        let address = try EmailAddress(text)
        #expect(address.text.utf8.elementsEqual(text.utf8))
        let json = try JSONEncoder().encode([address])
        #expect(try JSONDecoder().decode([EmailAddress].self, from: json) == [address])
    }

    @Test(
        "What is no address is refused with its reason",
        arguments: [
            ("", EmailAddressFailure.length), ("a@", .length), (String(repeating: "a", count: 253) + "@b", .length),
            ("é@" + String(repeating: "é", count: 126), .length),
            ("abc", .shape), ("@ab", .shape), ("ab@", .shape), ("a@b@c", .shape), ("a@@b", .shape),
            ("a b@c", .character), ("a@b\n", .character), ("a@b\u{0}", .character), ("a@b\u{A0}", .character),
            ("a\u{202E}@b", .character), ("a@b\u{2028}", .character), ("a\t@b", .character),
            ("a@invalid", .reserved), ("a@import.INVALID", .reserved), ("a@x.invalid.", .reserved),
            ("a@x.invalid..", .reserved),
        ])
    func refuses(_ text: String, because failure: EmailAddressFailure) {
        #expect(throws: failure) { try EmailAddress(text) }
        #expect(failure.message.hasPrefix("must"))
    }

    @Test("Case of ASCII letters makes no other address, anything else does")
    func compares() throws {
        #expect(try EmailAddress("Ada@Example.org").key == EmailAddress("aDA@eXAMPLE.ORG").key)
        #expect(try EmailAddress("É@b").key != EmailAddress("é@b").key)
        #expect(try EmailAddress("\u{E9}@b") != EmailAddress("e\u{301}@b"))
    }

    @Test("Imports and the store may hold addresses under .invalid")
    func reserved() throws {
        #expect(try EmailAddress("42@import.invalid", reserved: .allowed).key == "42@import.invalid")
        let json = Data(#"["42@import.invalid"]"#.utf8)
        #expect(try JSONDecoder().decode([EmailAddress].self, from: json).count == 1)
    }

    @Test("Naughty strings are addresses or refused", .needsSharedData)
    func naughty() throws {
        for text in try SharedData.naughtyStrings() {
            _ = try? EmailAddress(text)
            _ = try? EmailAddress(text + "@example.org")
        }
    }
}
