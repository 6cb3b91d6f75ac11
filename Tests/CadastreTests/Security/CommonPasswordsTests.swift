import CCommonPasswords
import Testing

@testable import Cadastre

@Suite("The most common passwords") struct CommonPasswordsTests {
    @Test(
        "They can't be chosen, whatever the case of their letters",
        arguments: ["password", "12345678", "iloveyou", "jennifer", "Password1", "QWERTY123", "87654321"])
    func common(_ text: String) {
        #expect(CommonPasswords.hold(text))
        #expect(Password.complaint(aboutChoice: text)?.contains("most common") == true)
        #expect(Password(text) != nil, "It goes on being a password where somebody has it.")
    }

    @Test(
        "Others can, be they as simple",
        arguments: ["1234567!", "correct horse battery", "password ", " password", "pässword", "ＰＡＳＳＷＯＲＤ"])
    func others(_ text: String) {
        #expect(!CommonPasswords.hold(text))
        #expect(Password.complaint(aboutChoice: text) == nil)
    }

    @Test(
        "What has too few bytes or too many is told so first",
        arguments: ["dragon", String(repeating: "1", count: 2_000)])
    func length(_ text: String) {
        #expect(Password.complaint(aboutChoice: text) == Password.rule)
    }

    @Test("The list is in order, without repetitions, so that each of its entries can be found")
    func order() {
        let width = Int(CADASTRE_COMMON_PASSWORD_BYTES)
        let entries = (0..<Int(CADASTRE_COMMON_PASSWORD_COUNT)).map { index in
            Array(UnsafeBufferPointer(start: cadastre_common_passwords() + index * width, count: width))
        }
        #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }
}
