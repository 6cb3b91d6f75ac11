import Cadastre
import Testing

@testable import CadastreHTTP

@Suite("The token of a request") struct BearerTokenTests {
    @Test(
        "A token stands after the word Bearer",
        arguments: [
            ([], nil), (["Bearer abc"], "abc"), (["bearer abc"], "abc"), (["BEARER  abc "], "abc"),
        ] as [([String], String?)])
    func read(_ values: [String], _ token: String?) throws {
        #expect(try BearerToken.read(from: values) == token)
    }

    @Test(
        "Another scheme, no token, or two fields are refused",
        arguments: [["Basic abc"], ["abc"], ["Bearer"], [""], ["Bearer abc", "Bearer abc"], ["Bearerabc"]])
    func refused(_ values: [String]) {
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) { try BearerToken.read(from: values) }
    }
}
