import Testing

@testable import Cadastre

@Suite("Folded prefixes") struct FoldedPrefixTests {
    @Test(
        "A prefix finds what begins with it, and whole words where it ends in a separator",
        arguments: [
            ("saint-e", "Saint-Étienne", true), ("SAINT É", "Saint-Étienne", true), ("saint-f", "Saint-Étienne", false),
            ("saint", "Sainte-Foy", true), ("saint ", "Sainte-Foy", false), ("saint-", "Sainte-Foy", false),
            ("saint ", "Saint-Denis", true), ("saint'", "Saint", true), ("saint", "Saint", true),
            ("coeu", "Cœur", true), ("cœ", "Coeur", true), ("gie", "Gießen", true), ("gieß", "Giessen", true),
            (" - bor", "Bordeaux", true), ("bordeaux lac", "Bordeaux", false),
            ("", "Bordeaux", true), (" ", "Bordeaux", true), ("…", "Bordeaux", true),
        ])
    func matches(_ prefix: String, _ city: String, expected: Bool) throws {
        #expect(try FoldedPrefix(folding: prefix).matches(FoldedText(folding: city).bytes) == expected)
    }

    @Test("Keys that match are the first of those that begin with the bytes")
    func matchesComeFirst() throws {
        let prefix = try FoldedPrefix(folding: "saint-")
        let keys = try ["Sainte-Foy", "Saint-Denis", "Saint", "Saint 1", "Saint1", "Saints", "Saintß"]
            .map { try FoldedText(folding: $0).bytes }
            .sorted { $0.lexicographicallyPrecedes($1) }
        let verdicts = keys.map(prefix.matches)
        #expect(verdicts == [true, true, true, false, false, false, false])
    }

    @Test("A prefix that folds too long is refused")
    func bounded() {
        #expect(throws: FoldingFailure.tooLong) { try FoldedPrefix(folding: String(repeating: "é", count: 481)) }
    }
}
