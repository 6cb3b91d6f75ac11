import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Rows of a table that are JSON") struct ImportRowTests {
    @Test("A row is texts, and rooms by kind")
    func readable() throws {
        let json = """
            {"id":"1","owner":"ada","name":"Home","city":"Pau","type":"House","description":"Two\\nlines",\
            "rooms":{"bedroom":"2","bathroom":"1.5"}}
            """
        let row = try ImportRow(json: Array(json.utf8), line: 7)
        #expect([row.id, row.owner, row.name, row.city, row.type] == ["1", "ada", "Home", "Pau", "House"])
        #expect(row.description == "Two\nlines")
        #expect(row.rooms.map(\.kind) == ["bedroom", "bathroom"])
        #expect(row.rooms.map(\.count) == ["2", "1.5"])
        #expect(row.line == 7)
    }

    @Test("Description and rooms may be left out")
    func short() throws {
        let row = try ImportRow(json: Array(#"{"id":"1","owner":"o","name":"n","city":"c","type":"t"}"#.utf8), line: 1)
        #expect(row.description.isEmpty && row.rooms.isEmpty)
    }

    @Test(
        "What is wrong is told by its field",
        arguments: [
            ("", [""]), ("[]", [""]), ("{}", ["id", "owner", "name", "city", "type"]),
            (#"{"id":1}"#, ["id"]), (#"{"id":"1","owner":"o","name":"n","city":"c","type":null}"#, ["type"]),
            (#"{"id":"1","owner":"o","name":"n","city":"c","type":"t","rooms":{"attic":1}}"#, ["rooms.attic"]),
            (#"{"id":"1","owner":"o","name":"n","city":"c","type":"t","rooms":[]}"#, ["rooms"]),
            (#"{"id":"1","owner":"o","name":"n","city":"c","type":"t","colour":"red"}"#, ["colour"]),
        ])
    func unreadable(_ json: String, _ fields: [String]) {
        let rejection = #expect(throws: ImportRejection.self) { try ImportRow(json: Array(json.utf8), line: 3) }
        #expect(rejection?.line == 3)
        #expect(rejection?.errors.map(\.field) == fields)
    }

    @Test("A row that is longer than a request may be is rejected")
    func long() {
        let json = [UInt8](repeating: 0x20, count: Registry.maximumRequestByteCount + 1)
        #expect(throws: ImportRejection.self) { try ImportRow(json: json, line: 1) }
    }

    @Test("What is wrong with a row is JSON, whatever the names are")
    func rejection() throws {
        let errors = [FieldError("rooms.\"a\"\n", "must be a number"), FieldError("", "ends too early")]
        let json = try ImportRejection(line: 1, errors: errors).errorsJSON.parsed
        #expect(
            json == [
                ["field": "rooms.\"a\"\n", "message": "must be a number"], ["field": "", "message": "ends too early"],
            ])
    }
}
