import StrictJSON
import TestSupport
import Testing

@Suite("Numbers that are read") struct NumberTests {
    typealias Refusal = SyntaxTests.Refusal

    @Test(
        "A number without fraction is an integer, whatever its form",
        arguments: [
            ("0", 0), ("-0", 0), ("0.0", 0), ("-0.0e5", 0), ("0e999999999999999999999", 0), ("1", 1), ("-1", -1),
            ("1.0", 1),
            ("1e2", 100), ("1E+2", 100), ("120e-1", 12), ("12.5e1", 125), ("100.00", 100), ("0.1e1", 1),
            ("9007199254740992", 1 << 53), ("-9007199254740992", -1 << 53), ("9007199254740991", 1 << 53 - 1),
            ("9007199254740992.0", 1 << 53), ("9007199254740992.000000000000000", 1 << 53),
            ("9.007199254740992e15", 1 << 53), ("900719925474099200e-2", 1 << 53),
            ("0.00000000000000000000000009007199254740992e41", 1 << 53), ("1e-400", 0),
            ("-123e-100000000000000000000", 0),
            ("1000000000000000000000000e-24", 1),
            ("9007199254740992000000000000000000000000e-24", 1 << 53), ("0.000000000000000000000000000001e30", 1),
        ] as [(String, Int64)])
    func integers(_ text: String, _ value: Int64) throws {
        let read = try JSONValue.parse(text: "[\(text)]")
        #expect(read == [.integer(value)])
        #expect(read.array?.first?.kind == .integer)
        #expect(try StrictJSONDecoder().decode([Int64].self, text: "[\(text)]") == [value])
        #expect(
            try StrictJSONDecoder().decode([Double].self, text: "[\(text)]").first?.sign == (value < 0 ? .minus : .plus)
        )
    }

    @Test(
        "A number with a fraction is the nearest Double",
        arguments: [
            "0.1", "-0.1", "12.5", "1e-7", "3.141592653589793238462643383279", "5e-324", "2.4703282292062328e-324",
            "2.2250738585072014e-308", "2.2250738585072011e-308", "0.30000000000000004", "1.7976931348623157e-300",
            "4503599627370497.5", "4503599627370496.5", "0.500000000000000166533453693773481063544750213623046875",
            "8.5e-19", "123456789.12345678901234567890", "1e-22", "1e-23", "9007199254740991e-1", "9007199254740993e-1",
        ])
    func fractions(_ text: String) throws {
        let value = try #require(Double(text))
        #expect(try JSONValue.parse(text: text) == .number(value))
        #expect(try StrictJSONDecoder().decode(Double.self, text: text) == value)
    }

    static let outOfRange = [
        "9007199254740993", "-9007199254740993", "9007199254740992.5", "9007199254740993.0", "9.007199254740993e15",
        "9007199254740992.000000000000000000000000000001", "9007199254740992000000000000000000000001e-24",
        "9007199254740994", "18446744073709551616", "99999999999999999999999", "1e16", "1e400", "-1e400", "1e28",
        "0.1e999999999999999999999", "123.456e78",
    ]

    @Test("What is beyond ±2^53 is refused", arguments: outOfRange)
    func refusesRange(_ text: String) {
        let error = failure { () throws(JSONError) in _ = try JSONValue.parse(text: #"{"a":[0,\#(text)]}"#) }
        #expect(error == JSONError(.numberOutOfRange, offset: 8, path: "a[1]"))
    }

    static let malformed = [
        Refusal("-", .unexpectedEnd, at: 1),
        Refusal("[-]", .malformedNumber, at: 2, "[0]"),
        Refusal("[01]", .malformedNumber, at: 1, "[0]"),
        Refusal("[-01]", .malformedNumber, at: 1, "[0]"),
        Refusal("[00.5]", .malformedNumber, at: 1, "[0]"),
        Refusal("[1.]", .malformedNumber, at: 3, "[0]"),
        Refusal("[1.e1]", .malformedNumber, at: 3, "[0]"),
        Refusal("[1e]", .malformedNumber, at: 3, "[0]"),
        Refusal("[1e+]", .malformedNumber, at: 4, "[0]"),
        Refusal("1e-", .unexpectedEnd, at: 3),
        Refusal("[.5]", .unexpectedByte(UInt8(ascii: ".")), at: 1, "[0]"),
        Refusal("[+1]", .unexpectedByte(UInt8(ascii: "+")), at: 1, "[0]"),
        Refusal("[1.2.3]", .unexpectedByte(UInt8(ascii: ".")), at: 4),
        Refusal("[0x1]", .unexpectedByte(UInt8(ascii: "x")), at: 2),
        Refusal("[1_000]", .unexpectedByte(UInt8(ascii: "_")), at: 2),
        Refusal("[1e1.5]", .unexpectedByte(UInt8(ascii: ".")), at: 4),
    ]

    @Test("What is not written as JSON writes numbers is refused", arguments: malformed)
    func refuses(_ refusal: Refusal) {
        #expect(failure { () throws(JSONError) in _ = try JSONValue.parse(refusal.bytes) } == refusal.error)
    }

    @Test("Random decimals read as Swift reads them", arguments: [1, 2, 3, 4] as [UInt64])
    func random(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func digits(_ count: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: count, using: &generator)).map { _ in
                    "0123456789".randomElement(using: &generator) ?? "0"
                })
        }
        for _ in 0..<5000 {
            let whole =
                Bool.random(using: &generator) ? "0" : "\(Int.random(in: 1...9, using: &generator))\(digits(0...24))"
            let fraction = Bool.random(using: &generator) ? "" : ".\(digits(1...24))"
            let exponent = Bool.random(using: &generator) ? "" : "e\(Int.random(in: -340...20, using: &generator))"
            let text = "-\(whole)\(fraction)\(exponent)"
            let value = try #require(Double(text))
            let read = try? StrictJSONDecoder().decode(Double.self, text: text)
            if value.magnitude < Double(JSONLimits.greatestInteger) {
                #expect(read == value, "\(text)")
            } else if value.magnitude > Double(JSONLimits.greatestInteger) {
                #expect(read == nil, "\(text)")
            }
        }
    }
}
