import Foundation
import TestSupport
import Testing

@testable import EntityStore

@Suite("Ids") struct RecordIDTests {
    private let noon = Timestamp(milliseconds: 1_790_000_000_000)

    @Test("An id is a UUIDv7 of the time that it was made at")
    func version7() throws {
        var generator = SeededGenerator(seed: 1)
        let id = try #require(RecordID.version7(at: noon, after: nil, using: &generator))
        #expect(id.milliseconds == noon.milliseconds)
        #expect(id.high >> 12 & 0xF == 7)
        #expect(id.low >> 62 == 0b10)
        let text = id.description
        #expect(text == text.lowercased())
        #expect(UUID(uuidString: text)?.uuidString.lowercased() == text)
    }

    @Test("In the text of an id each place takes a hexadecimal digit of either case, or its hyphen, and nothing else")
    func textByPlace() {
        let text = Array("0189abcd-ef01-7234-8567-89abcdef0123".utf8)
        let hyphens = [8, 13, 18, 23]
        for place in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[place] = byte
                let id = changed.withUnsafeBytes { RecordID(text: $0) }
                let digit = Character(Unicode.Scalar(byte)).hexDigitValue
                let isRight = hyphens.contains(place) ? byte == UInt8(ascii: "-") : byte < 0x80 && digit != nil
                #expect((id != nil) == isRight, "\(byte) at \(place)")
                if let id { #expect(id.description == String(decoding: changed, as: UTF8.self).lowercased()) }
            }
        }
        #expect(text.dropLast().withUnsafeBytes { RecordID(text: $0) } == nil)
        #expect((text + [0x30]).withUnsafeBytes { RecordID(text: $0) } == nil)
    }

    @Test("Ids grow, whatever the clock does")
    func monotonic() throws {
        var generator = SeededGenerator(seed: 2)
        var previous: RecordID?
        for step in [0, 0, 0, 1, 1, -5_000, 0, 2, -86_400_000, 86_400_000, 0] {
            for _ in 0..<1_000 {
                let id = try #require(
                    RecordID.version7(
                        at: Timestamp(milliseconds: noon.milliseconds + Int64(step)), after: previous,
                        using: &generator))
                #expect(previous.map { $0 < id } ?? true)
                #expect(id.high >> 12 & 0xF == 7 && id.low >> 62 == 0b10)
                previous = id
            }
        }
    }

    @Test("An id follows one whose random bits are nearly used up, over each boundary of its parts")
    func carries() throws {
        var generator = SeededGenerator(seed: 3)
        let fullLow = RecordID(high: 0x0190_0000_0000_7000, low: 0xBFFF_FFFF_FFFF_FFFF)
        let afterLow = try #require(
            RecordID.version7(at: Timestamp(milliseconds: 0), after: fullLow, using: &generator))
        #expect(afterLow.high == 0x0190_0000_0000_7001)
        let fullBoth = RecordID(high: 0x0190_0000_0000_7FFF, low: 0xBFFF_FFFF_FFFF_FFFF)
        let afterBoth = try #require(
            RecordID.version7(at: Timestamp(milliseconds: 0), after: fullBoth, using: &generator))
        #expect(afterBoth.high == 0x0190_0000_0001_7000)
        let last = RecordID(high: 0xFFFF_FFFF_FFFF_7FFF, low: 0xBFFF_FFFF_FFFF_FFFF)
        #expect(RecordID.version7(at: noon, after: last, using: &generator) == nil)
    }

    @Test("The text is read in either case, and nothing else is")
    func text() throws {
        let id = RecordID(high: 0x0123_4567_89AB_7DEF, low: 0x8FED_CBA9_8765_4321)
        let text = "01234567-89ab-7def-8fed-cba987654321"
        #expect(id.description == text)
        #expect(RecordID(text) == id)
        #expect(RecordID(text.uppercased()) == id)
        for wrong in [
            "", "0123456789ab7def8fedcba987654321", "{\(text)}", text + " ", String(text.dropLast()), text + "0",
            "01234567-89ab-7def-8fed-cba98765432g", "01234567_89ab-7def-8fed-cba987654321",
            "-1234567-89ab-7def-8fed-cba987654321", "01234567-89ab-7def-8fed-cba98765432\u{0}",
            "０1234567-89ab-7def-8fed-cba987654321",
        ] {
            #expect(RecordID(wrong) == nil, "\(wrong)")
        }
    }

    @Test("Bytes, halves and order agree")
    func bytes() throws {
        let id = RecordID(high: 0x0102_0304_0506_0708, low: 0x090A_0B0C_0D0E_0F10)
        #expect(id.bytes == Array(1...16))
        #expect(RecordID(bytes: 1...16 as ClosedRange<UInt8>) == id)
        #expect(RecordID(bytes: 1...15 as ClosedRange<UInt8>) == nil)
        #expect(RecordID(bytes: 1...17 as ClosedRange<UInt8>) == nil)
        #expect(RecordID.least.predecessor == nil && RecordID.greatest.successor == nil)
        let edge = RecordID(high: 7, low: .max)
        #expect(edge.successor == RecordID(high: 8, low: 0))
        #expect(edge.successor?.predecessor == edge)
    }
}
