import Cadastre
import EntityStore
import TestSupport
import Testing

@Suite("The code in the article on tokens") struct TokensArticleTests {
    @Test("It is the code of this file")
    func isThisCode() throws {
        let missing = try DocumentedCode.missing(from: #filePath, of: "Sources/Cadastre/Cadastre.docc/Tokens.md")
        #expect(missing.isEmpty)
    }

    @Test("It does what the article says")
    func runs() throws {
        let register = try TemporaryRegister()
        let registry = register.registry
        let draft = try SignUp(
            email: "ada@example.org", password: "correct horse battery", firstName: "Ada", lastName: "Martin")
        let user = try registry.signUp(draft)

        let credentials = Credentials(email: "ada@example.org", password: "correct horse battery")
        let pair = try registry.login(credentials, from: NetworkAddress("192.0.2.1"))
        let ada = try registry.authenticate(bearer: pair.accessToken)
        let me = try registry.me(as: ada)
        #expect(me.json == user.json)

        let next = try registry.refresh(RefreshRequest(refreshToken: pair.refreshToken)).commit()
        #expect(try registry.authenticate(bearer: next.accessToken).userID == user.id)

        let change = try PasswordChange(currentPassword: "correct horse battery", newPassword: "staple, correct horse")
        try registry.changePassword(change, as: ada)
        for token in [pair.accessToken, next.accessToken] {
            #expect(throws: RegistryError.unauthenticated(.invalidToken)) { try registry.authenticate(bearer: token) }
        }
    }
}
