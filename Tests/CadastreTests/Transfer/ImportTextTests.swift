import Testing

@testable import Cadastre

@Suite("Texts of an imported table") struct ImportTextTests {
    static let lines: [(text: String, line: String)] = [
        ("Échoppe", "Échoppe"),
        ("a\nb", "a b"),
        ("a\r\nb\rc", "a b c"),
        ("a\n\nb\n", "a  b "),
        ("\n\ra", "  a"),
        ("a\u{85}b\u{2028}c\u{2029}d\u{B}e\u{C}f", "a b c d e f"),
        ("a\tb", "a\tb"),
        ("", ""),
    ]

    @Test("Each line break becomes one space and nothing else changes", arguments: lines)
    func oneLine(_ given: (text: String, line: String)) {
        #expect(ImportText.oneLine(given.text).utf8.elementsEqual(given.line.utf8))
    }

    static let labels: [(label: String, slug: String?)] = [
        ("Entire home/apt", "entire-home-apt"),
        ("  Péniche  ", "peniche"),
        ("Œuvre d'Art & Co.", "oeuvre-d-art-co"),
        ("T3 — 65 m²", "t3-65-m2"),
        ("Дом", nil),
        ("Дом house", "house"),
        ("!?", nil),
        ("", nil),
        // 21 words and 20 hyphens are 62 characters; one word more would be 65.
        (String(repeating: "ab ", count: 40), String(repeating: "ab-", count: 20) + "ab"),
        (String(repeating: "a", count: 65), nil),
    ]

    @Test("A label has a slug where it has a letter or a digit", arguments: labels)
    func slug(_ given: (label: String, slug: String?)) {
        #expect(Slug(slugging: given.label)?.description == given.slug)
    }

    @Test(
        "A count is the whole part of a number, and nothing is none",
        arguments: [("", 0), (" ", 0), ("0", 0), ("2", 2), ("1.5", 1), ("2.0", 2), ("0.5", 0), ("999", 999)])
    func counts(text: String, number: Int) {
        #expect(RoomCount(kind: "bedroom", count: text).number == number)
    }

    @Test(
        "What is no count",
        arguments: ["-1", "two", "1,5", "nan", "inf", "1000", "1e9", "1e1", "0x10", "+2", ".", "2 beds"])
    func noCount(text: String) {
        #expect(RoomCount(kind: "bedroom", count: text).number == nil)
    }
}
