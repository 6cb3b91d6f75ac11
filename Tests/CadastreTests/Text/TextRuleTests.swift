import SharedData
import Testing

@testable import Cadastre

@Suite("Text rules") struct TextRuleTests {
    private let name = TextRule.oneLine(1...5)
    private let description = TextRule.manyLines(upTo: 5)

    @Test("Lengths are Unicode scalars", arguments: ["a", "abcde", "ééééé", "e\u{301}e\u{301}e", "🏠🏠🏠🏠🏠", "家"])
    func takes(_ text: String) {
        #expect(name.complaint(about: text) == nil)
        #expect(description.complaint(about: text) == nil)
    }

    @Test(
        "Texts that are too short or too long are refused with the bounds",
        arguments: ["", "abcdef", "ééé\u{301}éé", "🏠🏠🏠🏠🏠🏠", String(repeating: "a", count: 1_000_000)])
    func refusesLength(_ text: String) {
        #expect(name.complaint(about: text) == "must have 1 to 5 characters")
        #expect(description.complaint(about: text) == (text.isEmpty ? nil : "must have at most 5 characters"))
    }

    @Test(
        "What no reader can see is blank on one line and fine in a description",
        arguments: [" ", "  ", "\u{A0}", "\u{3000}", "\u{200B}", "\u{FEFF}", "\u{AD}", "\u{3164}", "\u{2060}\u{200D} "])
    func blank(_ text: String) {
        #expect(name.complaint(about: text) == "must not be blank")
        #expect(description.complaint(about: text) == nil)
    }

    @Test(
        "Line breaks and tabs belong in descriptions only",
        arguments: ["\n", "\r", "\r\n", "\t", "\u{85}", "\u{2028}", "\u{2029}"])
    func layout(_ text: String) {
        #expect(name.complaint(about: "a" + text)?.contains("line breaks or tabs") == true)
        #expect(description.complaint(about: "a" + text) == nil)
    }

    @Test("Control characters and changes of direction are refused everywhere")
    func refusesEverywhere() {
        let controls =
            (UInt32(0)...0x1F).filter { ![0x09, 0x0A, 0x0D].contains($0) } + (0x7F...0x9F).filter { $0 != 0x85 }
        let directions = [0x061C, 0x200E, 0x200F] + (UInt32(0x202A)...0x202E) + (UInt32(0x2066)...0x2069)
        for value in controls + directions {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for rule in [name, description] {
                let complaint = rule.complaint(about: "a" + String(scalar))
                #expect(complaint?.contains("U+") == true, "\(value)")
                #expect(complaint?.contains("(character 2)") == true)
                #expect(complaint?.contains("direction") == directions.contains(value))
            }
        }
    }

    @Test("Naughty strings are judged, never crash, and what is refused says why", .needsSharedData)
    func naughty() throws {
        for text in try SharedData.naughtyStrings() {
            let complaint = TextRule.oneLine(1...10_000).complaint(about: text)
            #expect(complaint?.hasPrefix("must") != false)
            #expect((TextRule.manyLines(upTo: 10_000).complaint(about: text) == nil) || complaint != nil)
        }
    }
}
