import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Exporting one's own data") struct UserExportTests {
    private let register: TemporaryRegister
    private let caller: Caller

    init() throws {
        register = try TemporaryRegister()
        caller = try register.user("ada")
    }

    private func document(_ export: UserExport) throws -> [UInt8] {
        var export = export
        var document: [UInt8] = []
        while let piece = try export.next() { document += piece }
        #expect(try export.next() == nil)
        return document
    }

    @Test(
        "One document holds the user and all of its properties, the oldest first, as they are stored",
        arguments: [0, 1, 100, 101, 250])
    func whole(_ count: Int) throws {
        _ = try register.house(of: try register.user("eve"))
        var expected: [[UInt8]] = []
        for number in 0..<count {
            expected.append(try register.house(of: caller, named: "House \(number)").json)
        }
        let me = try register.registry.me(as: caller)
        let document = try document(try register.registry.exportMe(as: caller))
        let text =
            #"{"user":"# + me.json.text + #","properties":["# + expected.map(\.text).joined(separator: ",") + "]}"
        #expect(document.text == text)
        #expect(throws: Never.self) { try document.parsed }
        #expect(!document.text.contains("argon2"))
    }

    @Test("Only whoever is logged in exports, and only as long as they are")
    func callers() throws {
        #expect(throws: RegistryError.unauthenticated(.missing)) { try register.registry.exportMe(as: .anonymous) }
        for number in 0..<120 { _ = try register.house(of: caller, named: "House \(number)") }
        var export = try register.registry.exportMe(as: caller)
        _ = try export.next()
        _ = try export.next()
        _ = try register.registry.setRole(.admin, of: #require(caller.userID)).commit()
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) { try export.next() }
    }

    @Test("What goes away while it is read leaves a document that is whole")
    func changing() throws {
        let houses = try (0..<250).map { try register.house(of: caller, named: "House \($0)") }
        var export = try register.registry.exportMe(as: caller)
        var document: [UInt8] = []
        while let piece = try export.next() {
            document += piece
            for house in houses.suffix(200) {
                _ = refusal { () throws(RegistryError) in
                    try register.registry.deleteProperty(house.id, as: caller).commit()
                }
            }
        }
        let properties = try #require(try document.parsed["properties"]?.array)
        #expect((50...250).contains(properties.count))
        #expect(properties.prefix(50).map { $0["id"]?.string } == houses.prefix(50).map(\.id.description))
    }
}
