import StrictJSON
import Testing

@Suite("Errors") struct JSONErrorTests {
    @Test("Errors read as sentences")
    func descriptions() {
        #expect(
            JSONError(.wrongType(expected: .integer, found: .string), offset: 5, path: "rooms[1].floor").description
                == "rooms[1].floor: must be an integer, not a string (at byte 5)")
        #expect(JSONError(.unexpectedByte(0x7D), offset: 1).description == "has '}' where JSON has none (at byte 1)")
        #expect(JSONError(.unexpectedByte(0xFF)).reason.message == "has byte 255 where JSON has none")
        #expect(JSONError.Reason.missing.isSyntax == false)
        #expect(JSONError.Reason.duplicateName.isSyntax)
    }

    @Test(
        "A path names one member, whatever its name",
        arguments: [
            ("a_B-1", "a_B-1"), ("", #"[""]"#), ("a b", #"["a b"]"#), ("é", #"["é"]"#), ("\"", #"["\""]"#),
            (String(repeating: "x", count: 64), String(repeating: "x", count: 64)),
            (String(repeating: "x", count: 65), "[\"\(String(repeating: "x", count: 64))…\"]"),
            (String(repeating: "é", count: 40), "[\"\(String(repeating: "é", count: 32))…\"]"),
        ])
    func paths(_ name: String, _ path: String) throws {
        let text = try StrictJSONEncoder().text(["o": [name: 1]])
        let error = failure { () throws(JSONError) in
            _ = try StrictJSONDecoder().decode([String: [String: String]].self, text: text)
        }
        #expect(error?.path == (path.hasPrefix("[") ? "o\(path)" : "o.\(path)"))
    }
}
