import Foundation
import StrictJSON
import Testing

@Suite("Values") struct JSONValueTests {
    static let unequal: [JSONValue] = [
        .null, false, true, 0, 1, 0.5, "", "é", "e\u{301}", "0", [], [[]], [1, 2], [2, 1], [:], ["a": 1], ["a": 2],
        ["b": 1], ["a": 1, "b": 2], ["\u{E9}": 1], ["e\u{301}": 1], .number(.infinity),
    ]

    @Test("Values that differ are unequal, strings and names by their bytes")
    func differences() {
        for (place, first) in Self.unequal.enumerated() {
            for (other, second) in Self.unequal.enumerated() {
                #expect((first == second) == (place == other), "\(first), \(second)")
            }
        }
        #expect(Set(Self.unequal).count == Self.unequal.count)
    }

    @Test(
        "Numbers are equal by value, objects in any order",
        arguments: [
            (1, 1.0), (0, .number(-0.0)), ([1, 2], [1.0, 2.0]), (["a": 1, "b": [0]], ["b": [0], "a": 1.0]),
        ] as [(JSONValue, JSONValue)])
    func sameness(_ first: JSONValue, _ second: JSONValue) throws {
        #expect(first == second)
        #expect(second == first)
        #expect(first.hashValue == second.hashValue)
        #expect(first.kind == second.kind)
        if first.array != nil { #expect(try first.encoded() == second.encoded()) }
    }

    @Test("Each value gives what it holds, and nothing else")
    func contents() {
        let kinds: [JSONError.Kind] = [.null, .bool, .integer, .number, .string, .array, .object]
        let values: [JSONValue] = [.null, true, 1, 1.5, "a", [1], ["a": 1]]
        #expect(values.map(\.kind) == kinds)
        #expect(values.compactMap(\.string) == ["a"])
        #expect(values.compactMap(\.array) == [[1]])
        #expect(values.compactMap(\.object) == [["a": 1]])
    }

    @Test("A value is the same through any encoder and decoder", arguments: [1, 2, 3] as [UInt64])
    func foreign(_ seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        for _ in 0..<100 {
            let value = JSONValue.array([random.value()])
            let data = try JSONEncoder().encode(value)
            #expect(try JSONDecoder().decode(JSONValue.self, from: data) == value)
            #expect(try JSONValue.parse([UInt8](data)) == value)
        }
    }

    @Test("A value among the members of a type is read and written there")
    func member() throws {
        let text = #"{"a":[null,{"b":[]}],"c":1.5}"#
        let read = try StrictJSONDecoder().decode([String: JSONValue].self, text: text)
        #expect(read == ["a": [.null, ["b": []]], "c": 1.5])
        #expect(try StrictJSONEncoder().text(read["a"]) == #"[null,{"b":[]}]"#)
        #expect(try StrictJSONDecoder().decode(JSONValue.self, text: text).encoded() == Array(text.utf8))
    }
}
