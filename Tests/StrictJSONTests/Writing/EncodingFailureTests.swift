import StrictJSON
import Testing

@Suite("What can't be written") struct EncodingFailureTests {
    @Test("What an encoder can't follow is an error, not a trap or broken JSON", arguments: Misuse.allCases)
    func misuse(_ value: Misuse) {
        let alone = failure { () throws(JSONError) in _ = try StrictJSONEncoder().encode(value) }
        #expect(alone == JSONError(value.reason, path: String(value.path.trimmingPrefix("."))))
        let within = failure { () throws(JSONError) in _ = try StrictJSONEncoder().encode(["m": [value]]) }
        #expect(within == JSONError(value.reason, path: "m[0]\(value.path)"))
    }

    @Test("A value that can't be written is named by its path")
    func encoding() {
        func error(_ value: some Encodable) -> JSONError? {
            failure { () throws(JSONError) in _ = try StrictJSONEncoder().encode(value) }
        }
        #expect(error(["a": [1, .nan]]) == JSONError(.numberOutOfRange, path: "a[1]"))
        #expect(error([[Double.infinity]]) == JSONError(.numberOutOfRange, path: "[0][0]"))
        #expect(error([Int64(1) << 53 + 1]) == JSONError(.numberOutOfRange, path: "[0]"))
        #expect(error(UInt64.max) == JSONError(.numberOutOfRange))
        #expect(error(["x": "a\0"]) == JSONError(.nul, path: "x"))
        #expect(error([["\0": 1]])?.reason == .nul)
        #expect(error(["v": JSONValue.array([.string("\0")])]) == JSONError(.nul, path: "v"))
        #expect(error(["n": FussyName("x")]) == JSONError(.rejected("is not shown"), path: "n"))
        #expect(error([FussyName("odd")]) == JSONError(.rejected("odd")))
    }

    @Test("Types nested deeper than is read are not written", arguments: Nest.Innermost.allCases)
    func nesting(_ innermost: Nest.Innermost) throws {
        let room = innermost == .null ? 32 : 31
        let lists = (0..<room).reduce(Nest.end(innermost)) { inner, _ in .list(inner) }
        #expect(try JSONValue.parse(StrictJSONEncoder().encode(lists)).kind == .array)
        let objects = (0..<room / 2).reduce(Nest.end(innermost)) { inner, _ in .object(inner) }
        #expect(try JSONValue.parse(StrictJSONEncoder().encode(objects)).kind == .object)
        for deep in [Nest.list(lists), .list(.list(objects)), .object(objects)] {
            #expect(failure { () throws(JSONError) in _ = try StrictJSONEncoder().encode(deep) }?.reason == .nesting)
        }
    }

    @Test("What fails and is caught leaves nothing behind: no name, no part, no place kept")
    func caught() throws {
        #expect(try StrictJSONEncoder().text([Second()]) == #"[{"a":[1],"b":{"x":[2]}}]"#)
    }

    /// Fails halfway at first, and then does better.
    private struct Second: Encodable {
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: JSONKey.self)
            #expect(throws: EncodingError.self) { try container.encode([1, .nan], forKey: JSONKey("a")) }
            try container.encode([1], forKey: JSONKey("a"))
            #expect(throws: EncodingError.self) { try container.encode(Halfway(end: "\0"), forKey: JSONKey("b")) }
            try container.encode(Halfway(end: nil), forKey: JSONKey("b"))
        }
    }

    /// Writes a part apart before it fails, if it fails.
    private struct Halfway: Encodable {
        let end: String?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: JSONKey.self)
            var nested = container.nestedUnkeyedContainer(forKey: JSONKey("x"))
            try nested.encode(2)
            if let end { try container.encode(end, forKey: JSONKey("y")) }
        }
    }
}
