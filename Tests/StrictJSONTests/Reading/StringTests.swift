import StrictJSON
import Testing

@Suite("Strings that are read") struct StringTests {
    typealias Refusal = SyntaxTests.Refusal

    @Test(
        "Escapes stand for what they stand for",
        arguments: [
            (#"\"\\\/"#, "\"\\/"), (#"\b\f\n\r\t"#, "\u{8}\u{C}\n\r\t"), (#"\u0041\u00e9\u20AC"#, "Aé€"),
            (#"\ud83d\ude00\uD834\uDD1E"#, "😀𝄞"), (#"\udbff\udfff"#, "\u{10FFFF}"),
            (#"\uFFFD\ue000"#, "\u{FFFD}\u{E000}"),
            (#"abc\ndefghijklmnopq\tr"#, "abc\ndefghijklmnopq\tr"), (#"é\né\n"#, "é\né\n"),
            (#"\u00e9é\u0001"#, "éé\u{1}"),
        ])
    func escapes(_ json: String, _ text: String) throws {
        for padding in ["", "x", "0123456", "01234567", "é"] {
            let read = try JSONValue.parse(text: "\"\(padding)\(json)\(padding)\"").string
            #expect(read.map { Array($0.utf8) } == Array((padding + text + padding).utf8))
        }
    }

    @Test("Every \\u escape is the scalar it names, or refused")
    func everyEscape() throws {
        for unit in UInt32(0)...0xFFFF {
            let digits = String(unit, radix: 16)
            let json = "\"\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)\""
            let read = try? JSONValue.parse(text: json)
            if unit != 0, let scalar = Unicode.Scalar(unit) {
                #expect(read == .string(String(Character(scalar))))
            } else {
                #expect(read == nil)
            }
        }
    }

    @Test("Every scalar is read raw but the control characters")
    func everyScalar() throws {
        for value in UInt32(0x20)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), scalar != "\"", scalar != "\\" else { continue }
            let text = String(Character(scalar))
            guard try JSONValue.parse(text: "\"\(text)\"") != .string(text) else { continue }
            Issue.record("U+\(String(value, radix: 16)) is read otherwise")
        }
        for value in UInt8(0)..<0x20 {
            let error = failure { () throws(JSONError) in _ = try JSONValue.parse([0x22, value, 0x22]) }
            #expect(error == JSONError(value == 0 ? .nul : .controlCharacter, offset: 1))
        }
    }

    static let malformed = [
        Refusal(#"""#, .unexpectedEnd, at: 1),
        Refusal(#""a"#, .unexpectedEnd, at: 2),
        Refusal(#""\"#, .unexpectedEnd, at: 1),
        Refusal(#""\""#, .unexpectedEnd, at: 3),
        Refusal(#"["a\q"]"#, .invalidEscape, at: 3, "[0]"),
        Refusal(#""\U0041""#, .invalidEscape, at: 1),
        Refusal(#""\u004""#, .invalidEscape, at: 1),
        Refusal(#""\u004"#, .unexpectedEnd, at: 1),
        Refusal(#""\u00g0""#, .invalidEscape, at: 1),
        Refusal(#""\u+041""#, .invalidEscape, at: 1),
        Refusal(#""a\u0000""#, .nul, at: 2),
        Refusal("\"a\0\"", .nul, at: 2),
        Refusal(#""\ud800""#, .loneSurrogate, at: 1),
        Refusal(#""\udc00\ud800""#, .loneSurrogate, at: 1),
        Refusal(#""\udc00\udc00""#, .loneSurrogate, at: 1),
        Refusal(#""\ud800\ud800""#, .loneSurrogate, at: 1),
        Refusal(#""\ud800\n""#, .loneSurrogate, at: 1),
        Refusal(#""\ud800A""#, .loneSurrogate, at: 1),
        Refusal(#""\ud800\u0041""#, .loneSurrogate, at: 1),
        Refusal(#""\ud800\u""#, .invalidEscape, at: 7),
        Refusal(#"{"a":1,"\ud800":2}"#, .loneSurrogate, at: 8),
        Refusal(#"{"a":{"\u0000":2}}"#, .nul, at: 7, "a"),
        Refusal(#"{"a":[0,"b\u0000"]}"#, .nul, at: 10, "a[1]"),
    ]

    @Test("A broken string is refused where it breaks", arguments: malformed)
    func refuses(_ refusal: Refusal) {
        #expect(failure { () throws(JSONError) in _ = try JSONValue.parse(refusal.bytes) } == refusal.error)
    }

    /// Byte sequences that are no UTF-8, by what is wrong with them.
    static let noUTF8: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xC2, 0xC2],  // two bytes
        [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE1, 0x80], [0xE1, 0x80, 0x41], [0xE1, 0x41, 0x80],  // three
        [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80],  // surrogates
        [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF1, 0x80, 0x80], [0xF1, 0x80, 0x80, 0x41],  // four
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ]

    @Test("What is no UTF-8 is refused where it begins, in values and in names", arguments: noUTF8)
    func refusesBytes(_ sequence: [UInt8]) {
        for before in ["", "é", "0123456789", #"\n"#] {
            let start = Array(#"{"a":""#.utf8) + Array(before.utf8)
            let value = failure { () throws(JSONError) in
                _ = try JSONValue.parse(start + sequence + Array(#"x"}"#.utf8))
            }
            #expect(value == JSONError(.invalidUTF8, offset: start.count, path: "a"))
            let name = failure { () throws(JSONError) in
                _ = try JSONValue.parse(Array(#"[{""#.utf8) + sequence + Array(#"x":1}]"#.utf8))
            }
            #expect(name == JSONError(.invalidUTF8, offset: 3, path: "[0]"))
            #expect(
                failure { () throws(JSONError) in _ = try JSONValue.parse(start + sequence) }?.reason == .invalidUTF8)
        }
    }

    @Test("Two bytes in a string are read as UTF-8 exactly where Swift takes them")
    func bytePairs() {
        for first in UInt8(0x80)...0xFF {
            for second in UInt8(0x01)...0xFF where second != 0x22 && second != 0x5C && second >= 0x20 {
                let valid = String(validating: [first, second], as: UTF8.self) != nil
                let read = try? JSONValue.parse([0x22, first, second, 0x22])
                if valid != (read != nil) { Issue.record("\(first), \(second)") }
            }
        }
    }
}
