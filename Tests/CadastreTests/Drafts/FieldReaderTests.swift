import StrictJSON
import Testing

@testable import Cadastre

@Suite("Reading requests field by field") struct FieldReaderTests {
    private static func shape(_ purpose: RequestShape.Purpose) -> RequestShape {
        RequestShape(
            purpose: purpose, members: ["name", "note"], fixed: [FixedMember("id"), FixedMember("version", .number)])
    }

    /// Reads a required `name` and an optional `note`.
    private func read(
        _ json: String, for purpose: RequestShape.Purpose
    ) throws -> (name: String?, note: Change<String>, fixed: FixedValues) {
        var reader = try FieldReader(try RequestBody.parse(Array(json.utf8)), Self.shape(purpose))
        let name = try reader.required("name", .text(.oneLine(1...5)))
        let note = try reader.optional("note", .text(.oneLine(1...5)))
        try reader.finish()
        return (name, note, reader.fixed)
    }

    @Test(
        "What is wrong with the fields is gathered",
        arguments: [
            (#"{}"#, RequestShape.Purpose.create, ["name is required"]),
            (#"{}"#, .replace, ["name is required"]),
            (#"{"name":""}"#, .create, ["name must have 1 to 5 characters"]),
            (
                #"{"name":" ","note":"123456"}"#, .replace,
                ["name must not be blank", "note must have 1 to 5 characters"]
            ),
            (
                #"{"other":1,"naïve":null,"note":""}"#, .patch,
                ["other is not a field", #"["naïve"] is not a field"#, "note must have 1 to 5 characters"]
            ),
            (
                #"{"name":"a","id":"x","version":{}}"#, .create,
                ["id is given by the register and can't be sent", "version is given by the register and can't be sent"]
            ),
            (
                #"{"name":null,"id":null,"version":null}"#, .patch,
                ["id can't be removed", "version can't be removed", "name can't be removed"]
            ),
        ])
    func gathers(_ json: String, _ purpose: RequestShape.Purpose, _ complaints: [String]) {
        let error = #expect(throws: RegistryError.self) { try read(json, for: purpose) }
        #expect(error?.kind == .invalid)
        #expect(error?.problem.errors.map(\.description) == complaints)
    }

    @Test(
        "A member of the wrong JSON type makes the request malformed, whatever else is wrong",
        arguments: [
            (#"{"name":7}"#, RequestShape.Purpose.create, "name"), (#"{"name":null}"#, .create, "name"),
            (#"{"other":1,"note":[]}"#, .patch, "note"), (#"{"name":"","note":true}"#, .replace, "note"),
            (#"{"name":"a","version":"1"}"#, .patch, "version"), (#"{"name":"a","id":1}"#, .replace, "id"),
            (#"{"name":"a","id":null}"#, .replace, "id"),
            (#"[]"#, .create, ""), (#""name""#, .patch, ""), (#"null"#, .patch, ""),
        ])
    func wrongTypes(_ json: String, _ purpose: RequestShape.Purpose, _ field: String) {
        let error = #expect(throws: RegistryError.self) { try read(json, for: purpose) }
        guard case .malformed(let malformation)? = error else {
            Issue.record("\(String(describing: error)) is not malformed")
            return
        }
        #expect(malformation.field == field)
    }

    @Test("A patch keeps what it does not name, removes what is null, and sets the rest")
    func patch() throws {
        let nothing = try read("{}", for: .patch)
        #expect(nothing.name == nil && nothing.note == .keep && nothing.fixed.isEmpty)
        let both = try read(#"{"name":"a","note":null}"#, for: .patch)
        #expect(both.name == "a" && both.note == .remove)
        #expect(try read(#"{"note":"b"}"#, for: .patch).note == .set("b"))
        #expect(Change.keep.applied(to: 1) == 1)
        #expect(Change.remove.applied(to: 1) == nil)
        #expect(Change.set(2).applied(to: 1) == 2)
    }

    @Test("What nobody changes is welcome where it is what is stored")
    func fixed() throws {
        let stored = Array(#"{"id":"x","version":3}"#.utf8)
        try read(#"{"id":"x","version":3}"#, for: .patch).fixed.requireUnchanged(in: stored)
        try read(#"{"name":"a","version":3.0}"#, for: .replace).fixed.requireUnchanged(in: stored)
        let fixed = try read(#"{"id":"X","version":4}"#, for: .patch).fixed
        let error = #expect(throws: RegistryError.self) { try fixed.requireUnchanged(in: stored) }
        #expect(error?.problem.errors.map(\.description) == ["id can't be changed", "version can't be changed"])
    }

    @Test("Names are compared by their bytes: the Kelvin sign is no K")
    func names() {
        #expect(throws: RegistryError.self) { try read(#"{"name":"a","\u212Bote":"b"}"#, for: .create) }
        let shape = RequestShape(purpose: .create, members: ["K"], fixed: [])
        let error = #expect(throws: RegistryError.self) { try FieldReader(["\u{212A}": 1], shape).finish() }
        #expect(error?.kind == .invalid)
    }

    @Test("A request above 1 MiB is too large, and is not read")
    func tooLarge() throws {
        let spaces = [UInt8](repeating: UInt8(ascii: " "), count: Registry.maximumRequestByteCount - 2)
        #expect(try RequestBody.parse(spaces + Array("{}".utf8)).isEmpty)
        let error = #expect(throws: RegistryError.self) { try RequestBody.parse(spaces + Array("{} ".utf8)) }
        #expect(error?.kind == .tooLarge)
    }
}
