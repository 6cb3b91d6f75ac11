import StrictJSON
import Testing

@Suite("What types refuse to be read") struct DecodingFailureTests {
    struct Room: Codable {
        var name: FussyName
        var area: Double?
        var floor: Int8?
    }

    struct House: Codable {
        var rooms: [Room]
        var isNew: Bool
        var features: [String: Room]?
    }

    static let refusals: [(String, JSONError)] = [
        ("[]", JSONError(.wrongType(expected: .object, found: .array), offset: 0)),
        ("{}", JSONError(.missing, offset: 0, path: "rooms")),
        (
            #"{"rooms":[],"isNew":1}"#,
            JSONError(.wrongType(expected: .bool, found: .integer), offset: 20, path: "isNew")
        ),
        (
            #"{"rooms":{},"isNew":true}"#,
            JSONError(.wrongType(expected: .array, found: .object), offset: 9, path: "rooms")
        ),
        (
            #"{"rooms":null,"isNew":true}"#,
            JSONError(.wrongType(expected: .array, found: .null), offset: 9, path: "rooms")
        ),
        (#"{"rooms":[{"name":"a"},{"area":1}]}"#, JSONError(.missing, offset: 23, path: "rooms[1].name")),
        (
            #"{"rooms":[{"name":"a","area":"b"}]}"#,
            JSONError(.wrongType(expected: .number, found: .string), offset: 29, path: "rooms[0].area")
        ),
        (
            #"{"rooms":[{"name":"a"},{"area":1.5,"name":2}]}"#,
            JSONError(.wrongType(expected: .string, found: .integer), offset: 42, path: "rooms[1].name")
        ),
        (
            #"{"rooms":[{"name":"a","floor":1.5}]}"#,
            JSONError(.wrongType(expected: .integer, found: .number), offset: 30, path: "rooms[0].floor")
        ),
        (
            #"{"rooms":[{"name":"a","floor":128}]}"#,
            JSONError(.rejected("must be within -128 and 127"), offset: 30, path: "rooms[0].floor")
        ),
        (
            #"{"rooms":[{"name":"blank"}]}"#,
            JSONError(.rejected("must not be blank"), offset: 18, path: "rooms[0].name")
        ),
        (#"{"rooms":[{"name":"odd"}]}"#, JSONError(.rejected("odd"))),
        (
            #"{"rooms":[],"isNew":true,"features":{"a.b":{"name":[]}}}"#,
            JSONError(.wrongType(expected: .string, found: .array), offset: 51, path: #"features["a.b"].name"#)
        ),
        (#"{"rooms":[{"name":"\ud800"}]}"#, JSONError(.loneSurrogate, offset: 19, path: "rooms[0].name")),
    ]

    @Test("The error says what, where and at which byte", arguments: refusals)
    func decoding(_ text: String, _ error: JSONError) {
        #expect(
            failure { () throws(JSONError) in _ = try StrictJSONDecoder().decode(House.self, text: text) } == error)
    }

    @Test("Beyond the end of an array something is missing")
    func pastEnd() {
        struct Pair: Decodable {
            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                _ = (try container.decode(Int.self), try container.decode(Int.self))
            }
        }
        let error = failure { () throws(JSONError) in
            _ = try StrictJSONDecoder().decode([Pair].self, text: "[[1,2],[1]]")
        }
        #expect(error == JSONError(.missing, offset: 7, path: "[1][1]"))
    }

    @Test("Codable's own errors carry the path to the types that catch them")
    func visiblePath() throws {
        struct Catching: Decodable {
            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: JSONKey.self)
                func thrown(by name: String) -> DecodingError? {
                    #expect(throws: DecodingError.self) {
                        try container.decode(Room.self, forKey: JSONKey(name))
                    }
                }
                guard case .typeMismatch(_, let wrong) = thrown(by: "room"),
                    case .valueNotFound(_, let null) = thrown(by: "null"),
                    case .keyNotFound(let key, let absent) = thrown(by: "absent")
                else {
                    Issue.record("other errors")
                    return
                }
                #expect(wrong.codingPath.map(\.stringValue) == ["0", "room", "name"])
                #expect(wrong.codingPath.first?.intValue == 0)
                #expect(null.codingPath.map(\.stringValue) == ["0", "null"])
                #expect(absent.codingPath.map(\.stringValue) == ["0"])
                #expect(key.stringValue == "absent")
                #expect(container.codingPath.map(\.stringValue) == ["0"])
            }
        }
        _ = try StrictJSONDecoder().decode([Catching].self, text: #"[{"room":{"name":1},"null":null}]"#)
    }

    /// Throws an error of Codable with a path of its own making.
    struct Astray: Decodable {
        init(from decoder: any Decoder) throws {
            let steps = try decoder.container(keyedBy: JSONKey.self).decode([JSONValue].self, forKey: JSONKey("to"))
            let path = steps.map { step in
                if case .integer(let index) = step { JSONKey(intValue: Int(index)) } else { JSONKey(step.string ?? "") }
            }
            let context = DecodingError.Context(codingPath: path, debugDescription: "is lost")
            if path.count > 2 { throw DecodingError.keyNotFound(JSONKey("more"), context) }
            throw DecodingError.typeMismatch(Int.self, context)
        }
    }

    @Test(
        "A path that a type makes up is reported, at the byte of what there is of it",
        arguments: [
            ([], "", 0), (["to"], "to", 6), (["to", 0], "to[0]", 7), (["to", 1], "to[1]", 12), (["to", 2], "to[2]", 6),
            (["to", -1], "to[-1]", 6), (["no", 5], "no[5]", 0), ([0, "x"], "[0].x", 0),
            (["to", 0, "x"], "to[0].x.more", 7),
        ] as [([JSONValue], String, Int)])
    func astray(_ steps: [JSONValue], _ path: String, _ offset: Int) throws {
        let text = #"{"to":\#(try StrictJSONEncoder().text(steps))}"#
        let error = failure { () throws(JSONError) in _ = try StrictJSONDecoder().decode(Astray.self, text: text) }
        let reason: JSONError.Reason = steps.count > 2 ? .missing : .rejected("is lost")
        #expect(error == JSONError(reason, offset: offset, path: path))
    }
}
