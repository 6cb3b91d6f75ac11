import Foundation
import StrictJSON
import Testing

@Suite("Random input") struct FuzzTests {
    /// Whether this reader refuses on purpose what Foundation takes.
    private func isStricter(_ error: JSONError, in bytes: [UInt8]) -> Bool {
        switch error.reason {
        case .duplicateName, .nul, .numberOutOfRange, .byteOrderMark, .nesting, .loneSurrogate, .invalidUTF8: true
        // Foundation takes a comma before a closing bracket.
        case .unexpectedByte(UInt8(ascii: "]")), .unexpectedByte(UInt8(ascii: "}")):
            bytes[..<error.offset].last { $0 > 0x20 } == UInt8(ascii: ",")
        default: false
        }
    }

    @Test("What is written is read back equal, and written again the same", arguments: 1...8 as ClosedRange<UInt64>)
    func roundTrip(_ seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        for _ in 0..<300 {
            let value = random.value()
            let bytes = try value.encoded()
            let read = try JSONValue.parse(bytes)
            #expect(read == value)
            #expect(read.hashValue == value.hashValue)
            #expect(try read.encoded() == bytes)
            #expect(try StrictJSONDecoder().decode(JSONValue.self, from: bytes) == value)
        }
    }

    @Test("Damaged text is read exactly as Foundation reads it, or refused", arguments: 1...8 as ClosedRange<UInt64>)
    func damaged(_ seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        for _ in 0..<1500 {
            let bytes = random.damaged(try JSONValue.array([random.value(), random.value()]).encoded())
            let text = String(decoding: bytes, as: UTF8.self)
            let serialization = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            let decoded = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
            do {
                let value = try JSONValue.parse(bytes)
                #expect(serialization != nil, "\(text)")
                #expect(decoded == value, "\(text)")
                #expect(try JSONValue.parse(value.encoded()) == value, "\(text)")
            } catch {
                let isTaken = serialization != nil && decoded != nil
                #expect(!isTaken || isStricter(error, in: bytes), "\(text): \(error)")
                #expect((0...bytes.count).contains(error.offset), "\(text): \(error)")
            }
        }
    }

    @Test(
        "Damaged text of a type is read as that type, or refused with a place in it",
        arguments: 1...4 as ClosedRange<UInt64>)
    func damagedType(_ seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        for _ in 0..<1000 {
            let bytes = random.damaged(Array(SampleProperty.json.utf8))
            do {
                let property = try StrictJSONDecoder().decode(SampleProperty.self, from: bytes)
                #expect(
                    try StrictJSONDecoder().decode(SampleProperty.self, from: StrictJSONEncoder().encode(property))
                        == property)
            } catch {
                #expect((0...bytes.count).contains(error.offset))
                #expect(error.reason.isSyntax == ((try? JSONValue.parse(bytes)) == nil))
            }
        }
    }
}
