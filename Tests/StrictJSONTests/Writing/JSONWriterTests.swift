import StrictJSON
import Testing

@Suite("The writer") struct JSONWriterTests {
    private func text(_ body: (inout JSONWriter) -> Void) throws -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: try writer.finish(), as: UTF8.self)
    }

    @Test("Commas and colons come by themselves")
    func separators() throws {
        let text = try text { writer in
            writer.beginObject()
            writer.name("items")
            writer.beginArray()
            writer.raw(Array(#"{"a":"[:{"}"#.utf8))
            Array("[]".utf8).withUnsafeBytes { writer.raw($0) }
            writer.beginObject()
            writer.endObject()
            writer.beginArray()
            writer.endArray()
            writer.string("[")
            writer.string("")
            writer.integer(1)
            writer.number(0.5)
            writer.bool(true)
            writer.bool(false)
            writer.value(["k": [.null]])
            writer.endArray()
            writer.name("next")
            writer.null()
            writer.endObject()
        }
        #expect(text == #"{"items":[{"a":"[:{"},[],{},[],"[","",1,0.5,true,false,{"k":[null]}],"next":null}"#)
    }

    @Test("Alone, each value is a document")
    func documents() throws {
        #expect(try text { $0.string("a") } == #""a""#)
        #expect(try text { $0.integer(UInt8(7)) } == "7")
        #expect(try text { $0.value([]) } == "[]")
    }

    @Test(
        "Strings have the shortest escapes",
        arguments: [
            ("", ""), ("/", "/"), ("\u{8}\t\n\u{C}\r\"\\", #"\b\t\n\f\r\"\\"#),
            ("\u{1}\u{B}\u{1F}", #"\u0001\u000b\u001f"#),
            ("\u{7F}\u{80}\u{85}\u{2028}\u{2029}\u{FEFF}", "\u{7F}\u{80}\u{85}\u{2028}\u{2029}\u{FEFF}"),
            ("é", "é"), ("e\u{301}", "e\u{301}"), ("😀", "😀"), ("<&'>", "<&'>"), ("ÿ\nÿ", #"ÿ\nÿ"#),
        ])
    func strings(_ value: String, _ json: String) throws {
        for padding in ["", "a", "1234567", "12345678", "123456789"] {
            let written = try text { $0.string(padding + value + padding) }
            #expect(Array(written.utf8) == Array("\"\(padding)\(json)\(padding)\"".utf8))
        }
    }

    @Test("Each byte of ASCII is escaped where JSON needs it, at each place of a word")
    func everyByte() throws {
        for byte in UInt8(1)..<0x80 {
            for place in 0..<17 {
                let value = String(repeating: "x", count: place) + String(UnicodeScalar(byte)) + "é"
                let written = try text { $0.string(value) }
                let isEscaped = byte < 0x20 || byte == 0x22 || byte == 0x5C
                #expect(written.utf8.contains(0x5C) == isEscaped)
                #expect(try JSONValue.parse(text: written) == .string(value))
            }
        }
    }

    @Test(
        "Numbers have the form of ECMAScript",
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (100, "100"), (0.1, "0.1"), (-0.1, "-0.1"), (12.5, "12.5"),
            (9007199254740992, "9007199254740992"), (-9007199254740992, "-9007199254740992"),
            (4503599627370495.5, "4503599627370495.5"), (0.001, "0.001"), (0.0001, "0.0001"), (0.00001, "0.00001"),
            (0.000001, "0.000001"), (-0.0000015, "-0.0000015"), (0.000012345, "0.000012345"), (0.0000001, "1e-7"),
            (-0.00000015, "-1.5e-7"), (9.999999999999997e-7, "9.999999999999997e-7"), (1e-10, "1e-10"),
            (0.000009999999999999999, "0.000009999999999999999"), (1.5e-100, "1.5e-100"),
            (.leastNonzeroMagnitude, "5e-324"),
            (2.2250738585072014e-308, "2.2250738585072014e-308"), (0.30000000000000004, "0.30000000000000004"),
            (0.1 + 0.7, "0.7999999999999999"), (333333333.3333332, "333333333.3333332"),
        ])
    func numbers(_ value: Double, _ json: String) throws {
        #expect(try text { $0.number(value) } == json)
        #expect(try StrictJSONEncoder().text([value]) == "[\(json)]")
    }

    @Test("Random numbers are read back equal, and no shorter form is", arguments: [1, 2] as [UInt64])
    func randomNumbers(_ seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        for _ in 0..<5000 {
            let value = random.number()
            let json = try text { $0.number(value) }
            #expect(try StrictJSONDecoder().decode(Double.self, text: json) == value)
            #expect(json.count { $0.isNumber } <= value.description.count { $0.isNumber } + 6)
            #expect(!json.contains("e-0") && !json.contains("e+") && !json.hasSuffix(".0"))
        }
    }

    @Test("What can't be written fails at the end, with the first reason")
    func failures() {
        func reason(_ body: (inout JSONWriter) -> Void) -> JSONError.Reason? {
            var writer = JSONWriter()
            body(&writer)
            writer.integer(UInt64.max)
            do {
                _ = try writer.finish()
                return nil
            } catch {
                return error.reason
            }
        }
        #expect(reason { $0.string("a\0b") } == .nul)
        #expect(reason { $0.name("\0") } == .nul)
        #expect(reason { $0.number(.nan) } == .numberOutOfRange)
        #expect(reason { $0.number(9007199254740994) } == .numberOutOfRange)
        #expect(reason { $0.integer(-9007199254740993) } == .numberOutOfRange)
        #expect(reason { $0.value((0..<40).reduce(.null) { value, _ in [value] }) } == .nesting)
        #expect(reason { _ in } == .numberOutOfRange)
    }

    @Test("It counts its bytes")
    func count() {
        var writer = JSONWriter(capacity: 10)
        #expect(writer.count == 0)
        writer.string("é")
        #expect(writer.count == 4)
        #expect(writer.bytes == Array("\"é\"".utf8))
    }
}
