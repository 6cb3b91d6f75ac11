import Cadastre
import Hummingbird
import Testing

@testable import CadastreHTTP

@Suite("The calls that wait for nothing") struct ImmediateRoutesTests {
    private static func routes() -> ImmediateRoutes {
        let table = CallTable()
        table.get("things") { _, _ in .done() }
        table.post("things") { _, _ in .done() }
        table.get("things/{id}") { _, _ in .done() }
        table.get("things/me") { _, _ in .done() }
        table.get("things/{id}/parts/{part}") { _, _ in .done() }
        table.put("things/me/name") { _, _ in .done() }
        return ImmediateRoutes(
            table.makeEndpoints(
                authenticate: { _ throws(RegistryError) in throw .unauthenticated(.missing) }, maximumBodyBytes: 1))
    }

    /// A target, the template of its path, and the parameters in it.
    private static let known: [(String, String, [String: String])] = [
        ("/things", "/things", [:]),
        ("/things?a=/b/c", "/things", [:]),
        ("/things/me", "/things/me", [:]),
        ("/things/7", "/things/{id}", ["id": "7"]),
        ("/things/a%2Fb?", "/things/{id}", ["id": "a%2Fb"]),
        ("/things/7/parts/8", "/things/{id}/parts/{part}", ["id": "7", "part": "8"]),
    ]

    @Test("A path is found as the router would find it: a word before a parameter", arguments: known)
    func found(target: String, template: String, parameters: [String: String]) throws {
        let match = try #require(Self.routes().match(target, .get))
        #expect(match.template == template)
        #expect(match.parameters.count == parameters.count)
        for (name, value) in parameters { #expect(match.parameters.get(name) == value) }
    }

    @Test(
        "What has no such path is left to the router, which knows what to say",
        arguments: [
            "/", "", "*", "things", "/nothing", "/things/", "//things", "/things//parts/8", "/things/7/parts",
            "/things/me/name",
        ])
    func left(target: String) {
        #expect(Self.routes().match(target, .get)?.template == nil)
    }
}
