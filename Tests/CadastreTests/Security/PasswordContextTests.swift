import TestSupport
import Testing

@testable import Cadastre

@Suite("Passwords made of what is known of their users") struct PasswordContextTests {
    private let context: PasswordContext

    init() throws {
        context = PasswordContext(
            email: try EmailAddress("Ada.Lovelace+home@Analytical.example.org"), firstName: "Éléonore",
            lastName: "O'Connor-Li")
    }

    @Test(
        "Little more than words of the context is refused, whatever the case of their letters",
        arguments: [
            "cadastre", "Cadastre2026", "CADASTRE!!!!!!!", "ada.lovelace", "lovelace1815", "analytical7", "example42",
            "ADA.lovelace+home@analytical.example.org", "éléonore", "ÉLÉONORE1", "connor1234567", "AdaLovelaceCadastre",
            "1home1lovelace1", "ada12345",
            "e\u{301}le\u{301}onore!",
        ])
    func refused(_ text: String) {
        #expect(context.complaint(aboutChoice: text)?.hasPrefix("must have 8 characters beside") == true)
    }

    @Test(
        "Enough beside the words is welcome, and so is what has none of them",
        arguments: [
            "correct horse battery", "cadastre of 1807", "lovelace and babbage", "adamantine 1", "ada-12345678",
            "org.org.org", "lilililili", "éààé", "12345678",
        ])
    func welcome(_ text: String) {
        #expect(context.complaint(aboutChoice: text) == nil)
    }

    @Test("What stands between the words of a name or address is no password either")
    func punctuation() throws {
        let email = try EmailAddress("01890a5d-ac96-774b-bcce-b302099a8057@example.org")
        let context = PasswordContext(email: email, firstName: "J-A-C-Q-U-E-S", lastName: "Li")
        for text in [email.text, "j-a-c-q-u-e-s 1990"] { #expect(context.complaint(aboutChoice: text) != nil) }
    }

    @Test("The longest of all is looked at without much work")
    func longest() {
        let name = String(repeating: "aab ", count: 25)
        let context = PasswordContext(email: nil, firstName: name, lastName: name)
        #expect(context.complaint(aboutChoice: String(repeating: "aab", count: 341)) != nil)
        #expect(context.complaint(aboutChoice: String(repeating: "aac", count: 341)) == nil)
    }

    @Test("A sign-up names the field, with whatever else is wrong")
    func signUp() {
        func errors(_ password: String, firstName: String) -> [String] {
            switch refusal({ () throws(RegistryError) in
                _ = try SignUp(email: "ada@example.org", password: password, firstName: firstName, lastName: "Martin")
            }) {
            case .invalid(let errors)?: errors.map(\.field)
            default: []
            }
        }
        #expect(errors("martin1990", firstName: "Ada") == ["password"])
        #expect(errors("martin1990", firstName: "") == ["firstName", "password"])
        #expect(errors("dragon", firstName: "Ada") == ["password"])
        #expect(errors("martin and 1990", firstName: "Ada") == [])
    }

    @Test("Whoever changes a password, and the operator who sets one, are told the field; nothing is counted or ended")
    func changes() throws {
        let register = try TemporaryRegister()
        let ada = try register.signUp("ada")
        let caller = try register.caller(ada)
        let change = try PasswordChange(currentPassword: "a wrong one", newPassword: "ada@EXAMPLE.org")
        for _ in 0..<20 {
            let error = refusal { () throws(RegistryError) in try register.registry.changePassword(change, as: caller) }
            #expect(error?.problem.errors.map(\.field) == ["newPassword"])
        }
        let error = refusal { () throws(RegistryError) in
            try register.registry.setPassword("cadastre-ada", of: ada.id)
        }
        #expect(error?.problem.errors.map(\.field) == ["password"])
        #expect(throws: Never.self) { try register.registry.me(as: caller) }
        #expect(throws: Never.self) { try register.registry.login(ada.credentials) }
    }
}
