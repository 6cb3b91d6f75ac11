import Testing

@testable import CadastreHTTP

@Suite("The names of requests") struct RequestIDsTests {
    @Test(
        "A name that a client gives is taken over where it has the form of one",
        arguments: [
            ("a", true), ("A-b_c.9", true), (String(repeating: "x", count: 64), true), ("", false),
            (String(repeating: "x", count: 65), false), ("a b", false), ("é", false), ("a\u{0}", false),
            ("a/b", false), ("a\"", false),
        ])
    func given(_ text: String, _ isTaken: Bool) {
        let name = RequestIDs().name(given: text)
        #expect((name == text) == isTaken)
        #expect(RequestIDs.isName(name))
    }

    @Test("Names are never given twice")
    func unique() {
        let ids = RequestIDs()
        let names = (0..<2000).map { _ in ids.name(given: nil) }
        #expect(Set(names).count == 2000)
        #expect(names.allSatisfy(RequestIDs.isName))
        #expect(RequestIDs().name(given: nil) != RequestIDs().name(given: nil))
    }
}
