import CCadastre
import SharedData
import StrictJSON
import TestSupport
import Testing

@Suite("JSONTestSuite through the C interface", .needsSharedData) struct HostileJSONTests {
    private static let folder = "hostile/json_test_suite"
    private static let names = (try? SharedData.names(in: folder).filter { $0.hasSuffix(".json") }) ?? []
    /// Every complaint about the text itself says where it is.
    private static let place = "(after byte "
    /// What JSON allows and the register does not: a name twice, U+0000, integers that not every reader reads the same.
    private static let refusedOnPurpose: Set = [
        "y_number.json", "y_number_real_capital_e.json", "y_number_real_exponent.json",
        "y_number_real_fraction_exponent.json", "y_object_duplicated_key.json",
        "y_object_duplicated_key_and_value.json", "y_object_escaped_null_in_key.json",
        "y_object_extreme_numbers.json", "y_string_null_escape.json",
    ]

    private let register: CRegister
    private let house: (id: String, room: String, revision: String)

    init() throws {
        register = try CRegister()
        house = try register.createHouse()
    }

    private static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try SharedData.bytes(of: "\(folder)/\(name)"))
    }

    private func outcome(of call: JSONCall, _ bytes: [UInt8]) -> Outcome {
        bytes.withUnsafeBytes { bytes in
            let json = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            // An empty array may have no address, and NULL is another mistake.
            return Outcome { call.make(register, house.id, house.room, json ?? empty, bytes.count, $0) }
        }
    }

    private var empty: UnsafePointer<CChar>? {
        let text: StaticString = ""
        return UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    @Test(
        "What is no JSON is refused with its place, what is JSON for what it says; nothing changes",
        arguments: JSONCall.all)
    func isReadAsItAsks(_ call: JSONCall) throws {
        let before = try ask { cadastre_property_get(register.anyone, house.id, $0, $1) }.text
        try #require(Self.names.count == 318)
        for name in Self.names {
            let outcome = outcome(of: call, try Self.bytes(name))
            let complains = outcome.status == CADASTRE_MALFORMED && outcome.message.contains(Self.place)
            switch name.prefix(2) {
            case "n_": #expect(complains, "\(name): \(outcome.status.name) \(outcome.message)")
            case "y_":
                #expect(complains == Self.refusedOnPurpose.contains(name), "\(name): \(outcome.message)")
                fallthrough
            default:
                // An object of no field, which a patch takes, or of unknown ones; or no object.
                let isEmptyPatch = outcome.status == CADASTRE_OK && call.testDescription.hasSuffix("_patch")
                let isRefused = [CADASTRE_MALFORMED, CADASTRE_INVALID].contains(outcome.status)
                #expect(isRefused || isEmptyPatch, "\(name): \(outcome.status.name) \(outcome.message)")
            }
        }
        #expect(try ask { cadastre_property_get(register.anyone, house.id, $0, $1) }.text == before)
    }

    @Test("What a feature may be is kept as it was meant, however it was written")
    func roundTrips() throws {
        var kept = 0
        for name in Self.names where name.hasPrefix("y_") && !Self.refusedOnPurpose.contains(name) {
            let bytes = try Self.bytes(name)
            guard let (features, expected) = Self.features(bytes, try JSONValue.parse(bytes)) else { continue }
            let body = Array(#"{"name":"R","kind":"k","features":"#.utf8) + features + Array("}".utf8)
            let buffer = Buffer()
            let outcome = body.withUnsafeBytes { body in
                let json = body.baseAddress?.assumingMemoryBound(to: CChar.self)
                return Outcome {
                    cadastre_room_create(register.ada, house.id, json, body.count, nil, buffer.pointer, $0)
                }
            }
            guard outcome.status == CADASTRE_OK else {
                // A control character, a name that is blank: a rule of the register, which names the field.
                #expect(outcome.status == CADASTRE_INVALID, "\(name): \(outcome.message)")
                #expect(outcome.fields.allSatisfy { $0.hasPrefix("features") }, "\(name): \(outcome.fields)")
                continue
            }
            kept += 1
            #expect(try buffer.bytes.parsed["features"] == expected, "\(name)")
            let id = try #require(try buffer.bytes.parsed["id"]?.string)
            let read = try ask { cadastre_room_get(register.anyone, house.id, id, $0, $1) }
            #expect(read.json["features"] == expected, "\(name)")
            _ = cadastre_room_delete(register.ada, house.id, id, nil, nil)
        }
        #expect(kept > 50)
    }

    /// The features that a document can be: itself, where it is an object of nothing deeper; else the one value that it
    /// is or that it lists, under a name. As they are sent, and as they are meant.
    private static func features(_ bytes: [UInt8], _ value: JSONValue) -> ([UInt8], JSONValue)? {
        switch value {
        case .object(let object):
            return object.allSatisfy { isFeature($0.value) } ? (bytes, value) : nil
        case .array(let elements):
            guard elements.count == 1, isFeature(elements[0]),
                let start = bytes.firstIndex(of: UInt8(ascii: "[")), let end = bytes.lastIndex(of: UInt8(ascii: "]"))
            else { return nil }
            return (Array(#"{"f":"#.utf8) + bytes[(start + 1)..<end] + Array("}".utf8), ["f": elements[0]])
        default:
            return isFeature(value) ? (Array(#"{"f":"#.utf8) + bytes + Array("}".utf8), ["f": value]) : nil
        }
    }

    private static func isFeature(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .object, .array: false
        case .bool, .string, .integer, .number: true
        }
    }
}
