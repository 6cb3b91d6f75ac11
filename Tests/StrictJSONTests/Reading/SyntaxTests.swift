import StrictJSON
import Testing

@Suite("Syntax") struct SyntaxTests {
    /// Bytes that are refused, and how.
    struct Refusal: CustomTestStringConvertible {
        let bytes: [UInt8]
        let error: JSONError

        init(_ text: String, _ reason: JSONError.Reason, at offset: Int, _ path: String = "") {
            self.init(Array(text.utf8), reason, at: offset, path)
        }

        init(_ bytes: [UInt8], _ reason: JSONError.Reason, at offset: Int, _ path: String = "") {
            self.bytes = bytes
            error = JSONError(reason, offset: offset, path: path)
        }

        var testDescription: String { String(decoding: bytes, as: UTF8.self) }
    }

    private static func unexpected(_ character: Unicode.Scalar) -> JSONError.Reason {
        .unexpectedByte(UInt8(ascii: character))
    }

    static let structure = [
        Refusal("", .unexpectedEnd, at: 0),
        Refusal(" \n", .unexpectedEnd, at: 2),
        Refusal("[", .unexpectedEnd, at: 1, "[0]"),
        Refusal("[1", .unexpectedEnd, at: 2),
        Refusal("[1,", .unexpectedEnd, at: 3, "[1]"),
        Refusal("[1 2]", unexpected("2"), at: 3),
        Refusal("[1,]", unexpected("]"), at: 3, "[1]"),
        Refusal("[,1]", unexpected(","), at: 1, "[0]"),
        Refusal("{", .unexpectedEnd, at: 1),
        Refusal("{,}", unexpected(","), at: 1),
        Refusal("{1:2}", unexpected("1"), at: 1),
        Refusal(#"{"a"}"#, unexpected("}"), at: 4, "a"),
        Refusal(#"{"a":}"#, unexpected("}"), at: 5, "a"),
        Refusal(#"{"a":1,}"#, unexpected("}"), at: 7),
        Refusal(#"{"a":1 "b":2}"#, unexpected("\""), at: 7),
        Refusal(#"{"a":[{},{"b":[1,2,x]}]}"#, unexpected("x"), at: 19, "a[1].b[2]"),
        Refusal(#"{"a":[{},{"b":[1,2],!}]}"#, unexpected("!"), at: 20, "a[1]"),
        Refusal(#"{"a":[{},{"b":{"c":1!}}]}"#, unexpected("!"), at: 20, "a[1].b"),
        Refusal(#"{"a":{"b":1},"c":{x"#, unexpected("x"), at: 18, "c"),
        Refusal("1 2", .trailingBytes, at: 2),
        Refusal("{}}", .trailingBytes, at: 2),
        Refusal("[]\0", .trailingBytes, at: 2),
        Refusal("\0", .unexpectedByte(0), at: 0),
        Refusal("[\0]", .unexpectedByte(0), at: 1, "[0]"),
        Refusal("\u{FEFF}{}", .byteOrderMark, at: 0),
        Refusal("tru", .unexpectedEnd, at: 3),
        Refusal("nul1", unexpected("1"), at: 3),
        Refusal("True", unexpected("T"), at: 0),
        Refusal("[NaN]", unexpected("N"), at: 1, "[0]"),
        Refusal("[-Infinity]", .malformedNumber, at: 2, "[0]"),
        Refusal("[1]//", .trailingBytes, at: 3),
        Refusal("[1,/**/2]", unexpected("/"), at: 3, "[1]"),
        Refusal("['a']", unexpected("'"), at: 1, "[0]"),
        Refusal("\u{C}1", .unexpectedByte(0x0C), at: 0),
        Refusal("\u{A0}1", .unexpectedByte(0xC2), at: 0),
    ]

    static let duplicates = [
        Refusal(#"{"a":1,"a":2}"#, .duplicateName, at: 7, "a"),
        Refusal(#"{"a":1,"\u0061":2}"#, .duplicateName, at: 7, "a"),
        Refusal(#"{"":1,"":2}"#, .duplicateName, at: 6, #"[""]"#),
        Refusal(#"[{"x":{"é":1,"b":2,"\u00e9":3}}]"#, .duplicateName, at: 20, #"[0].x["é"]"#),
        Refusal(#"{"a":{"a":1},"b":{"a":1},"a":2}"#, .duplicateName, at: 25, "a"),
    ]

    @Test("Broken structure is refused with its position and path", arguments: structure + duplicates)
    func refuses(_ refusal: Refusal) {
        #expect(failure { () throws(JSONError) in _ = try JSONValue.parse(refusal.bytes) } == refusal.error)
    }

    @Test("Names in different places, or of different bytes, are no duplicates")
    func noDuplicates() throws {
        for text in [#"{"a":{"a":1},"b":{"a":[{"a":1},{"a":2}]}}"#, "{\"\u{E9}\":1,\"e\u{301}\":2}", #"{"a":1,"A":2}"#]
        {
            #expect(try JSONValue.parse(text: text).object?.count == 2)
        }
    }

    @Test("A duplicate is found among many members, wherever it is", arguments: [2, 15, 16, 17, 18, 100, 2000])
    func manyMembers(_ count: Int) throws {
        let members = (0..<count).map { "\"n\($0 &* 7919 % 10007)\":\($0)" }
        let object = try JSONValue.parse(text: "{\(members.joined(separator: ","))}").object
        #expect(object?.map(\.value) == (0..<Int64(count)).map { .integer($0) })
        for place in [0, count / 2, count - 1] {
            let text = "{\(members.joined(separator: ",")),\(members[place])}"
            let error = failure { () throws(JSONError) in _ = try JSONValue.parse(text: text) }
            let name = members[place].split(separator: "\"")[0]
            #expect(
                error
                    == JSONError(
                        .duplicateName, offset: text.utf8.count - members[place].utf8.count - 1, path: "\(name)"))
        }
    }

    @Test("Of several duplicates among many members the first is reported")
    func firstOfMany() {
        let members = (0..<20).map { "\"m\($0)\":0" }.joined(separator: ",")
        let text = "{\(members),\"m7\":1,\"m3\":2}"
        #expect(failure { () throws(JSONError) in _ = try JSONValue.parse(text: text) }?.path == "m7")
    }

    @Test("Objects and arrays are nested 32 deep at most", arguments: ["[", #"{"a":"#])
    func nesting(_ opening: String) throws {
        let closing = opening == "[" ? "]" : "}"
        func nested(_ depth: Int) -> String {
            String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)
        }
        #expect(throws: Never.self) { try JSONValue.parse(text: nested(32)) }
        for depth in [33, 34, 100_000] {
            let error = failure { () throws(JSONError) in _ = try JSONValue.parse(text: nested(depth)) }
            #expect(error?.reason == .nesting)
            #expect(error?.offset == 32 * opening.utf8.count)
        }
    }

    @Test("White space may stand between any two tokens")
    func whiteSpace() throws {
        let spaced = " \t\r\n{ \"a\" : [ 1 , 2 ] \n,\"b\"\t:{ } , \"c\" :\r[ ]} \n"
        #expect(try JSONValue.parse(text: spaced) == ["a": [1, 2], "b": [:], "c": []])
    }
}
