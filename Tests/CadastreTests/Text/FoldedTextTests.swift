import SharedData
import Testing

@testable import Cadastre

@Suite("Folded text") struct FoldedTextTests {
    @Test(
        "Spellings that differ in accents, case and punctuation fold alike",
        arguments: [
            ("Saint-Étienne", "saint etienne"),
            ("SAINT ETIENNE", "saint etienne"),
            ("  saint --  e\u{301}tienne!", "saint etienne"),
            ("L’Haÿ-les-Roses", "l hay les roses"),
            ("Sœurs", "soeurs"), ("SŒURS", "soeurs"), ("Æbeltoft", "aebeltoft"), ("Ǽ", "ae"),
            ("Tromsø", "tromso"), ("Ǿ", "o"), ("Łódź", "lodz"), ("Đà Nẵng", "da nang"),
            ("Gießen", "giessen"), ("GIEẞEN", "giessen"),
            ("Saint-Denis (93)", "saint denis 93"),
            ("İstanbul", "istanbul"), ("ＴＯＫＹＯ", "tokyo"), ("ﬁgeac", "figeac"),
            ("Ⅳ", "iv"), ("km²", "km2"), ("½", "1 2"),
            ("Ἀθῆναι", "αθηναι"), ("ᾼ", "α"), ("ΣΊΣΥΦΟΣ", "σισυφοσ"), ("σίσυφος", "σισυφοσ"),
            ("Москва́", "москва"), ("東京", "東京"), ("三〇一", "三〇一"),
            ("Saint\u{200B}Denis", "saint denis"), ("Saint\u{00AD}Denis", "saint denis"),
            ("a\u{0}b", "a b"), ("🏠 12 🏠", "12"),
        ])
    func folds(_ text: String, to folded: String) throws {
        #expect(try Array(FoldedText(folding: text).bytes) == Array(folded.utf8))
        #expect(try FoldedText(folding: text).description == folded)
    }

    @Test(
        "A text without a letter or a digit is blank", arguments: ["", " ", "-", "🏠", "\u{301}", "\u{20DD}", " \u{0}…"])
    func refusesBlank(_ text: String) {
        #expect(throws: FoldingFailure.blank) { try FoldedText(folding: text) }
    }

    @Test(
        "The folded form, not the text, is bounded at 480 bytes",
        arguments: [
            (String(repeating: "a", count: 480), true), (String(repeating: "a", count: 481), false),
            (String(repeating: "œ", count: 240), true), (String(repeating: "œ", count: 241), false),
            (String(repeating: "𐐨", count: 120), true), (String(repeating: "𐐨", count: 121), false),
            (String(repeating: "é ", count: 240) + "!!!", true),
            (String(repeating: "-", count: 100_000) + "a", true),
            (String(repeating: "\u{FDFA}", count: 120), false),
        ])
    func bounded(_ text: String, fits: Bool) {
        if fits {
            #expect(throws: Never.self) { try FoldedText(folding: text) }
        } else {
            #expect(throws: FoldingFailure.tooLong) { try FoldedText(folding: text) }
        }
    }

    @Test("Folding what is folded changes nothing, whatever the scalar and its neighbours")
    func idempotent() throws {
        let neighbours = ["", "\u{301}", "\u{0591}", "\u{3099}", "\u{1161}", "x"]
        var checked = 0
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            // Most of the code space is unassigned or private.
            if value > 0x3FFFF, value < 0xE0000 || value > 0xEFFFF { continue }
            let neighbour = neighbours[Int(value) % neighbours.count]
            for text in [String(scalar), String(scalar) + neighbour, neighbour + String(scalar)] {
                let once = Folding.fold(text).bytes
                let twice = Folding.fold(String(decoding: once, as: UTF8.self)).bytes
                guard once == twice else {
                    Issue.record("U+\(String(value, radix: 16)) folds to \(once), then to \(twice)")
                    return
                }
                checked += 1
            }
        }
        #expect(checked > 800_000)
    }

    @Test("The quick way for ASCII and the full way agree")
    func asciiAgrees() {
        for first in UInt8(0)..<0x80 {
            for second in UInt8(0)..<0x80 {
                let text = String(decoding: [first, second, 0x78], as: UTF8.self)
                // A stripped accent sends the text the full way and leaves nothing of itself.
                let (quick, full) = (Folding.fold(text), Folding.fold(text + "\u{301}"))
                #expect(quick.bytes == full.bytes)
            }
        }
    }

    @Test("Cities of the world fold like their ASCII names", .needsSharedData)
    func worldCities() throws {
        var alike = 0
        var compared = 0
        for row in try SharedData.rows(of: "cities/geonames.csv.gz") where !row.contains("\"") {
            let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let (name, ascii) = (try FoldedText(folding: fields[1]), try FoldedText(folding: fields[2]))
            compared += 1
            if name == ascii { alike += 1 }
        }
        #expect(compared > 30_000)
        // The others are transliterated: ə, ı, ʻ, Þ and the like are letters of their own here.
        #expect(Double(alike) / Double(compared) > 0.98, "\(alike) of \(compared)")
    }

    @Test("Communes of France fold to lower-case ASCII words", .needsSharedData)
    func frenchCommunes() throws {
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789 ".utf8)
        let rows = try SharedData.rows(of: "cities/communes_fr.csv")
        for row in rows {
            let name = row.split(separator: ",")[1]
            let folded = try FoldedText(folding: String(name))
            #expect(folded.bytes.allSatisfy(allowed.contains), "\(name)")
        }
        #expect(rows.count == 34_875)
    }

    @Test("Naughty strings fold or are refused, and fold again to the same", .needsSharedData)
    func naughty() throws {
        for text in try SharedData.naughtyStrings() {
            guard let folded = try? FoldedText(folding: text) else { continue }
            #expect(try FoldedText(folding: folded.description) == folded, "\(text)")
        }
    }
}
