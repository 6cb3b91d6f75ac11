import Foundation
import StrictJSON
import Testing

@Suite("Codable types") struct CodableTests {
    private let decoder = StrictJSONDecoder()
    private let encoder = StrictJSONEncoder()

    @Test("A type is written in the order of its coding keys, and read back equal")
    func roundTrip() throws {
        let bytes = try encoder.encode(SampleProperty.sample)
        #expect(String(decoding: bytes, as: UTF8.self) == SampleProperty.json)
        #expect(try decoder.decode(SampleProperty.self, from: bytes) == SampleProperty.sample)
        let read = try bytes.withUnsafeBytes { try decoder.decode(SampleProperty.self, from: $0) }
        #expect(read == .sample)
    }

    @Test("Members may come in any order, with white space, and with others between them")
    func anyOrder() throws {
        let members = SampleProperty.json.dropFirst().dropLast()
        let text =
            #"{ "new" : [1, {"a": null}], "version" : 3.0, \#(members.dropLast(#","version":3"#.count)) , "x":{}}"#
        #expect(try decoder.decode(SampleProperty.self, text: text) == .sample)
    }

    struct Scalars: Codable, Equatable {
        var bool = true
        var int = -1
        var int8 = Int8.min
        var int16 = Int16.min
        var int32 = Int32.min
        var int64 = -(Int64(1) << 53)
        var uint = UInt(1) << 53
        var uint8 = UInt8.max
        var uint16 = UInt16.max
        var uint32 = UInt32.max
        var uint64 = UInt64(1) << 53
        var double = 0.1
        var float: Float = 0.1
        var string = "é"
        var absent: Int?
        var absentText: String?
    }

    static let scalars =
        #"{"bool":true,"int":-1,"int8":-128,"int16":-32768,"int32":-2147483648,"int64":-9007199254740992,"#
        + #""uint":9007199254740992,"uint8":255,"uint16":65535,"uint32":4294967295,"uint64":9007199254740992,"#
        + #""double":0.1,"float":0.10000000149011612,"string":"é"}"#

    @Test("Scalars are members, elements and whole documents")
    func scalars() throws {
        #expect(try encoder.text(Scalars()) == Self.scalars)
        #expect(try decoder.decode(Scalars.self, text: Self.scalars) == Scalars())
        func check<T: Codable & Equatable>(_ value: T, _ text: String) throws {
            #expect(try encoder.text(value) == text)
            #expect(try encoder.text([value, value]) == "[\(text),\(text)]")
            #expect(try encoder.text([value, nil]) == "[\(text),null]")
            #expect(try decoder.decode(T.self, text: text) == value)
            #expect(try decoder.decode([T].self, text: "[\(text),\(text)]") == [value, value])
            #expect(try decoder.decode([T?].self, text: "[null,\(text)]") == [nil, value])
        }
        try check(true, "true")
        try check(Int8(-5), "-5")
        try check(Int16(-5), "-5")
        try check(Int32(5), "5")
        try check(UInt8(5), "5")
        try check(UInt16(5), "5")
        try check(UInt32(5), "5")
        try check(UInt(5), "5")
        try check(UInt64(5), "5")
        try check(1.5, "1.5")
        try check(Float(0.5), "0.5")
        try check("a", #""a""#)
        try check(["a": [1]], #"{"a":[1]}"#)
    }

    @Test("An absent member and a null one are nil")
    func absent() throws {
        let text = Self.scalars.dropLast() + #","absent":null,"absentText":null}"#
        #expect(try decoder.decode(Scalars.self, text: String(text)) == Scalars())
        let given = Self.scalars.dropLast() + #","absent":7,"absentText":"x"}"#
        let read = try decoder.decode(Scalars.self, text: String(given))
        #expect(read.absent == 7 && read.absentText == "x")
    }

    enum Shape: Codable, Equatable {
        case point
        case circle(radius: Double)
        case polygon([Int], name: String?)
    }

    @Test("Enumerations with values, dictionaries, sets, dates and data go both ways")
    func composed() throws {
        let shapes: [Shape] = [.point, .circle(radius: 2), .polygon([1, 2], name: nil)]
        #expect(
            try encoder.text(shapes) == #"[{"point":{}},{"circle":{"radius":2}},{"polygon":{"_0":[1,2]}}]"#)
        #expect(try decoder.decode([Shape].self, from: encoder.encode(shapes)) == shapes)
        let table = [3: "three", 4: "four"]
        #expect(try decoder.decode([Int: String].self, from: encoder.encode(table)) == table)
        let names: [String: [String]] = ["": [], "a": ["b"]]
        #expect(try decoder.decode([String: [String]].self, from: encoder.encode(names)) == names)
        let date = Date(timeIntervalSinceReferenceDate: 1.5)
        #expect(try encoder.text([date]) == "[1.5]")
        #expect(try decoder.decode(Data.self, from: encoder.encode(Data([1, 2]))) == Data([1, 2]))
        #expect(try decoder.decode(UUID.self, text: #""0198F7A2-1C2B-7D3E-8F40-112233445566""#).uuidString.count == 36)
    }

    class Base: Codable {
        var base = 1
    }

    /// Writes its superclass's members among its own, as many classes do.
    final class Flat: Base {
        var own = 2

        private enum CodingKeys: CodingKey { case own }

        override init() { super.init() }

        required init(from decoder: any Decoder) throws {
            own = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .own)
            try super.init(from: decoder)
        }

        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(own, forKey: .own)
            try super.encode(to: encoder)
        }
    }

    /// Writes its superclass apart.
    final class Deep: Base {
        var own = 2

        private enum CodingKeys: CodingKey { case own, parent }

        override init() { super.init() }

        required init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            own = try container.decode(Int.self, forKey: .own)
            try super.init(from: container.superDecoder())
            #expect(try Base(from: container.superDecoder(forKey: .parent)).base == base)
        }

        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try super.encode(to: container.superEncoder())
            try super.encode(to: container.superEncoder(forKey: .parent))
            try container.encode(own, forKey: .own)
        }
    }

    @Test("A superclass is among the members, or apart")
    func classes() throws {
        #expect(try encoder.text(Flat()) == #"{"own":2,"base":1}"#)
        #expect(try encoder.text([Deep()]) == #"[{"super":{"base":1},"parent":{"base":1},"own":2}]"#)
        let flat = try decoder.decode(Flat.self, text: #"{"base":7,"own":8}"#)
        #expect(flat.base == 7 && flat.own == 8)
        let deep = try decoder.decode(Deep.self, text: #"{"own":8,"super":{"base":7},"parent":{"base":7}}"#)
        #expect(deep.base == 7 && deep.own == 8)
    }

    /// Fills nested containers in another order than it asks for them, to two levels.
    struct Interleaved: Codable, Equatable {
        var a: [Int]
        var b: [String: Int]

        init(a: [Int], b: [String: Int]) {
            (self.a, self.b) = (a, b)
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: JSONKey.self)
            var list = try container.nestedUnkeyedContainer(forKey: JSONKey("a"))
            var inner = try list.nestedUnkeyedContainer()
            a = []
            while !inner.isAtEnd { a.append(try inner.decode(Int.self)) }
            let last = try list.nestedContainer(keyedBy: JSONKey.self)
            #expect(list.isAtEnd && list.currentIndex == 2 && list.count == 2)
            let object = try container.nestedContainer(keyedBy: JSONKey.self, forKey: JSONKey("b"))
            b = [:]
            for key in object.allKeys { b[key.stringValue] = try object.decode(Int.self, forKey: key) }
            #expect(last.allKeys.map(\.stringValue) == ["count"])
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: JSONKey.self)
            var list = container.nestedUnkeyedContainer(forKey: JSONKey("a"))
            var object = container.nestedContainer(keyedBy: JSONKey.self, forKey: JSONKey("b"))
            var inner = list.nestedUnkeyedContainer()
            for (name, value) in b.sorted(by: { $0.key < $1.key }) {
                try object.encode(value, forKey: JSONKey(name))
            }
            var last = list.nestedContainer(keyedBy: JSONKey.self)
            for value in a { try inner.encode(value) }
            try last.encode(a.count, forKey: JSONKey("count"))
            try container.encode(true, forKey: JSONKey("z"))
        }
    }

    @Test("Nested containers may be filled in any order")
    func interleaved() throws {
        let value = Interleaved(a: [1, 2], b: ["x": 1, "y": 2])
        let text = #"{"a":[[1,2],{"count":2}],"b":{"x":1,"y":2},"z":true}"#
        #expect(try encoder.text(value) == text)
        #expect(try encoder.text([value, value]) == "[\(text),\(text)]")
        #expect(try decoder.decode(Interleaved.self, text: text) == value)
    }

    struct Empty: Codable {}

    /// Takes what comes, the way lenient types do.
    struct Lenient: Codable {
        var text: String

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            #expect(throws: DecodingError.self) { try container.decode(Int.self) }
            #expect(try !container.decodeNil())
            #expect(container.currentIndex == 0)
            #expect((try? container.decode(Bool.self)) == nil)
            text = try container.decode(String.self)
            #expect(try container.decodeNil())
            #expect(container.isAtEnd)
            #expect(throws: DecodingError.self) { try container.decode(Int.self) }
            #expect(throws: DecodingError.self) { try container.decodeNil() }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            #expect(throws: EncodingError.self) { try container.encode(Double.nan) }
            #expect(throws: EncodingError.self) { try container.encode(["a": ["b": "\0"]]) }
            #expect(container.count == 0)
            try container.encode(text)
            #expect(throws: EncodingError.self) { try container.encode(["a": ["b": Double.infinity]]) }
            try container.encodeNil()
            #expect(container.count == 2)
        }
    }

    @Test("What fails and is caught leaves nothing behind")
    func caught() throws {
        let value = try decoder.decode(Lenient.self, text: #"["x",null]"#)
        #expect(value.text == "x")
        #expect(try encoder.text(value) == #"["x",null]"#)
        #expect(try encoder.text(["a": value]) == #"{"a":["x",null]}"#)
    }

    @Test("A type without members is an empty object")
    func empty() throws {
        #expect(try encoder.text(Empty()) == "{}")
        #expect(try encoder.text([Empty(), Empty()]) == "[{},{}]")
        #expect(try encoder.text(["a": Empty?.none]) == #"{"a":null}"#)
        _ = try decoder.decode(Empty.self, text: #"{"a":1}"#)
    }

    @Test("allKeys holds the names that no type declares, in order")
    func allKeys() throws {
        struct Names: Decodable {
            var names: [String]
            var declared: [String]

            private enum CodingKeys: CodingKey { case b, c }

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: JSONKey.self)
                names = container.allKeys.map(\.stringValue)
                declared = try decoder.container(keyedBy: CodingKeys.self).allKeys.map(\.stringValue)
                #expect(container.contains(JSONKey("é")))
                #expect(!container.contains(JSONKey("e\u{301}")))
                #expect(try container.decodeNil(forKey: JSONKey("b")))
            }
        }
        let read = try decoder.decode(Names.self, text: #"{"z":1,"b":null,"\u00e9":{"q":1}}"#)
        #expect(read.names == ["z", "b", "é"])
        #expect(read.declared == ["b"])
    }

    @Test("Each member of a large object is found", arguments: [15, 16, 17, 500])
    func largeObject(_ count: Int) throws {
        let table = Dictionary(uniqueKeysWithValues: (0..<count).map { ("n\($0 &* 7919 % 10007)", $0) })
        #expect(try decoder.decode([String: Int].self, from: encoder.encode(table)) == table)
        struct Missing: Decodable { var n: Int? }
        #expect(try decoder.decode(Missing.self, from: encoder.encode(table)).n == nil)
    }
}
