import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("A property that is read without decoding") struct ImportedPropertyTests {
    private static let id = "01900000-0000-7000-8000-000000000001"
    private static let room = "01900000-0000-7000-8000-00000000000a"
    private static let moment = Timestamp(milliseconds: 1_800_000_000_000)
    /// Every member, each in a form of its own.
    private static let whole = """
        {"property":{"id":"\(id)","name":"\\"Échoppe\\" \u{1F3E0}","description":"Deux\\nlignes\\t\\\\","type":"house",\
        "city":"Saint-Étienne","rooms":[{"id":"\(room)","name":"Séjour","kind":"living-room","area":22.75,"features":\
        {"clé":"éàü long enough to be words","sol":"parquet","étages":2,"vue":true,"zone":0.5}}],"ownerId":"\(id)",\
        "createdAt":"2024-01-01T00:00:00.000Z","updatedAt":"2024-01-02T00:00:00.125Z","version":3},\
        "externalId":{"source":"table","value":"é"}}
        """
        .replacing("\"étages\":2,\"vue\":true,\"zone\":0.5", with: "\"vue\":true,\"zone\":0.5,\"étages\":2")

    @Test("It is what the general way makes of it")
    func whole() throws {
        let quick = try #require(read(Self.whole))
        let general = try general(Self.whole)
        expectSame(quick, general)
        #expect(quick.record.header.externalID != nil && quick.record.header.version == 3)
    }

    @Test(
        "What is changed in any one byte is read in the same way or left to the general way",
        arguments: Array("\0\t\n \"\\,:{}[]0159.-eEaAnfZ~\u{7F}".utf8) + [0x80, 0xC2, 0xE2, 0xED, 0xF4, 0xFF])
    func oneByte(byte: UInt8) {
        let bytes = Array(Self.whole.utf8)
        for position in bytes.indices where bytes[position] != byte {
            var replaced = bytes
            replaced[position] = byte
            expectAgreement(on: replaced)
            var longer = bytes
            longer.insert(byte, at: position)
            expectAgreement(on: longer)
        }
        for position in bytes.indices {
            var shorter = bytes
            shorter.remove(at: position)
            expectAgreement(on: shorter)
        }
    }

    @Test("What is not in canonical form, or breaks a rule, is left to the general way", arguments: Self.others)
    func other(from: String, to: String) throws {
        let text = Self.whole.replacing(from, with: to, maxReplacements: 1)
        #expect(text != Self.whole)
        #expect(read(text) == nil)
    }

    @Test("What is in canonical form is read, whatever it is", arguments: Self.variants)
    func variant(from: String, to: String) throws {
        let text = Self.whole.replacing(from, with: to, maxReplacements: 1)
        expectSame(try #require(read(text)), try general(text))
    }

    private static let others = [
        ("22.75", "22.750"), ("22.75", "2.275e1"), ("22.75", "1000000.5"), ("22.75", "-1"), ("22.75", "022"),
        ("22.75", "0.0000001"), ("22.75", "null"), ("0.5", "1234567890.1234567"), ("Saint-Étienne", "!"),
        ("Deux", "D\\u0065ux"), ("Deux", "Deux\\/"), ("living-room", " "), ("Séjour", "\u{A0}"), ("Séjour", "a\\nb"),
        ("Séjour", "a\u{2028}"), ("Séjour", "a\u{202E}"), ("Séjour", "a\u{85}"), ("lignes", "\u{7F}"),
        ("\"sol\"", "\"clé\""), ("\"sol\"", "\"aaa\""), ("\"house\"", "\"House\""), ("\"version\":3", "\"version\":0"),
        ("\"version\":3", "\"version\":4503599627370497"), ("2024-01-02", "2023-01-02"), ("2024-01-02", "9999-01-02"),
        ("2024-01-02", "2024-02-30"), ("8000-00000000000a", "8000-00000000000A"), ("7000-8000", "4000-8000"),
        ("\"source\":\"table\"", "\"source\":\"\""), ("{\"property\"", " {\"property\""), ("\"name\":", "\"name\": "),
    ]
    private static let variants = [
        ("22.75", "0"), ("22.75", "1000000"), ("22.75", "999999.999999"), ("22.75", "0.000001"), ("22.75", "0.1"),
        ("0.5", "123456789.123456"), ("0.5", "999999999999999"), ("\"area\":22.75,", ""), ("Séjour", "書斎"),
        ("Deux\\nlignes\\t\\\\", ""), ("Deux", "\u{2028}\u{85}"),
        (",\"externalId\":{\"source\":\"table\",\"value\":\"é\"}", ""),
        ("Saint-Étienne", "東京"), ("Saint-Étienne", "Pau"), ("vue", "vu~"),
    ]
}

extension ImportedPropertyTests {
    private func read(_ text: String) -> ImportedProperty? { read(Array(text.utf8)) }

    private func read(_ line: [UInt8]) -> ImportedProperty? {
        var cities = FoldedCities()
        return ImportedProperty(canonical: line, at: Self.moment, cities: &cities)
    }

    private func general(_ text: String) throws -> ImportedProperty {
        guard case .property(let property) = try ExportRecord(general: Array(text.utf8), at: Self.moment) else {
            throw ImportFlaw("", "is no property")
        }
        return property
    }

    private func expectAgreement(on line: [UInt8]) {
        guard let quick = read(line) else { return }
        guard case .property(let general)? = try? ExportRecord(general: line, at: Self.moment) else {
            Issue.record("taken against the rules: \(String(decoding: line, as: UTF8.self))")
            return
        }
        expectSame(quick, general)
    }

    private func expectSame(_ first: ImportedProperty, _ second: ImportedProperty) {
        #expect(first.type == second.type && first.owner == second.owner)
        #expect(first.record.id == second.record.id && first.record.header == second.record.header)
        #expect(first.record.json == second.record.json)
        #expect(first.record.keys == second.record.keys)
    }
}
