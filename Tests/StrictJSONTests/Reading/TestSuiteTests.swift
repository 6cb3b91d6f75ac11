import Foundation
import SharedData
import StrictJSON
import Testing

@Suite("JSONTestSuite", .needsSharedData) struct TestSuiteTests {
    private static let folder = "hostile/json_test_suite"
    private static let names = (try? SharedData.names(in: folder)) ?? []

    /// What the design refuses on purpose, though it is JSON.
    private static let refusedOnPurpose: [String: JSONError.Reason] = [
        // Two readers could take two different values from it.
        "y_object_duplicated_key.json": .duplicateName,
        "y_object_duplicated_key_and_value.json": .duplicateName,
        // C strings end at it, and no text of a register needs it.
        "y_object_escaped_null_in_key.json": .nul,
        "y_string_null_escape.json": .nul,
        // 123e65, 1E22, 123e45, 123.456e78 and ±1.0e+28 are integers that a Double does not hold apart from their
        // neighbours.
        "y_number.json": .numberOutOfRange,
        "y_number_real_capital_e.json": .numberOutOfRange,
        "y_number_real_exponent.json": .numberOutOfRange,
        "y_number_real_fraction_exponent.json": .numberOutOfRange,
        "y_object_extreme_numbers.json": .numberOutOfRange,
    ]

    /// What a reader may take or not, and this one takes: both are too near to 0 for a Double, and read as 0.
    private static let acceptedByChoice: Set = [
        "i_number_double_huge_neg_exp.json", "i_number_real_underflow.json",
    ]

    private func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try SharedData.bytes(of: "\(Self.folder)/\(name)"))
    }

    @Test("It is all there")
    func counts() {
        let counts = ["y_", "n_", "i_"].map { prefix in Self.names.count { $0.hasPrefix(prefix) } }
        #expect(counts == [95, 188, 35])
    }

    @Test("What is no JSON is refused", arguments: names.filter { $0.hasPrefix("n_") })
    func refuses(_ name: String) throws {
        let bytes = try bytes(name)
        let error = try #require(failure { () throws(JSONError) in _ = try JSONValue.parse(bytes) })
        #expect(error.reason.isSyntax)
        #expect((0...bytes.count).contains(error.offset))
    }

    @Test(
        "What is JSON is read as Foundation reads it, and read back equal",
        arguments: names.filter { $0.hasPrefix("y_") && refusedOnPurpose[$0] == nil })
    func accepts(_ name: String) throws {
        let bytes = try bytes(name)
        let value = try JSONValue.parse(bytes)
        #expect(try value == JSONDecoder().decode(JSONValue.self, from: Data(bytes)))
        let canonical = try value.encoded()
        #expect(try JSONValue.parse(canonical) == value)
        #expect(try JSONValue.parse(canonical).encoded() == canonical)
    }

    @Test("What is refused on purpose is refused for its reason", arguments: refusedOnPurpose)
    func refusesOnPurpose(_ name: String, because reason: JSONError.Reason) throws {
        let bytes = try bytes(name)
        #expect(failure { () throws(JSONError) in _ = try JSONValue.parse(bytes) }?.reason == reason)
    }

    @Test("What a reader may refuse is refused, but for two", arguments: names.filter { $0.hasPrefix("i_") })
    func chooses(_ name: String) throws {
        let bytes = try bytes(name)
        let error = failure { () throws(JSONError) in _ = try JSONValue.parse(bytes) }
        #expect((error == nil) == Self.acceptedByChoice.contains(name))
    }

    @Test("Naughty strings are written and read back byte for byte")
    func naughty() throws {
        let strings = try SharedData.naughtyStrings()
        let read = try StrictJSONDecoder().decode([String].self, from: StrictJSONEncoder().encode(strings))
        #expect(strings.count == 515)
        #expect(read.map { Array($0.utf8) } == strings.map { Array($0.utf8) })
        let bytes = [UInt8](try SharedData.bytes(of: "hostile/blns.json"))
        #expect(try JSONValue.parse(bytes) == .array(strings.map { .string($0) }))
    }
}
