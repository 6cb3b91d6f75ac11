import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Reading users") struct UserListTests {
    private let register: TemporaryRegister

    init() throws {
        register = try TemporaryRegister()
    }

    @Test("Others see id and names, and nothing else")
    func publicPart() throws {
        let ada = try register.signUp("ada")
        let expected = #"{"id":"\#(ada.id)","firstName":"ada","lastName":"Test"}"#
        let eve = try register.user("eve")
        for caller in [.anonymous, eve, try register.caller(ada), .operator] as [Caller] {
            #expect(try register.registry.publicUser(ada.id, as: caller).text == expected)
        }
        #expect(throws: Registry.noSuchUser) { try register.registry.publicUser(ID(naming: "me"), as: eve) }
    }

    @Test("Only admins and the operator list users")
    func admins() throws {
        let (ada, root) = (try register.user("ada"), try register.user("root", role: .admin))
        func kind(_ caller: Caller) -> RegistryError.Kind? {
            refusal { () throws(RegistryError) in _ = try register.registry.users(UserQuery(), as: caller) }?.kind
        }
        #expect(kind(.anonymous) == .unauthenticated)
        #expect(kind(ada) == .forbidden)
        #expect(kind(root) == nil)
        #expect(kind(.operator) == nil)
    }

    @Test("Pages show every user whole, the newest first, once", arguments: [1, 7, 20, 100])
    func pages(_ limit: Int) throws {
        let names = (0..<25).map { "user\($0)" }
        for name in names { _ = try register.user(name) }
        var seen: [JSONValue] = []
        var after: String?
        repeat {
            let page = try register.registry.users(UserQuery(limit: limit, after: after), as: .operator)
            let parsed = try page.json.parsed
            #expect(parsed.items.count <= limit)
            #expect(parsed["next"] == page.next.map { .string($0) } ?? .null)
            seen += parsed.items
            after = page.next
        } while after != nil
        #expect(seen.map { $0["firstName"] } == names.reversed().map { .string($0) })
        #expect(seen.allSatisfy { $0["email"]?.string?.hasSuffix("@example.org") == true })
        #expect(!seen.contains { $0["hash"] != nil || $0["password"] != nil })
    }

    @Test(
        "Parameters are read strictly",
        arguments: [
            [("limit", "0")], [("limit", "101")], [("limit", "x")], [("limit", "1"), ("limit", "1")],
            [("order", "oldest")],
        ])
    func parameters(_ parameters: [(String, String)]) {
        let error = refusal { () throws(RegistryError) in
            _ = try UserQuery(parameters: parameters.map { (name: $0.0, value: $0.1) })
        }
        #expect(error?.kind == .malformed)
    }

    @Test("A cursor of another list is malformed")
    func cursors() throws {
        let error = refusal { () throws(RegistryError) in
            _ = try register.registry.users(UserQuery(after: "nonsense"), as: .operator)
        }
        #expect(error?.kind == .malformed)
    }
}
