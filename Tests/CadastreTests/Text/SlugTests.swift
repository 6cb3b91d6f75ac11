import Foundation
import SharedData
import Testing

@testable import Cadastre

@Suite("Slugs") struct SlugTests {
    @Test(
        "Words of lower-case letters and digits",
        arguments: ["a", "0", "town-house", "a-b-c", String(repeating: "x", count: 64)])
    func takes(_ text: String) throws {
        #expect(Slug(text)?.description == text)
        let json = try JSONEncoder().encode([#require(Slug(text))])
        #expect(try JSONDecoder().decode([Slug].self, from: json).first?.description == text)
    }

    @Test(
        "Anything else is no slug",
        arguments: [
            "", "-", "-a", "a-", "a--b", "A", "é", "a b", "a_b", "a\n", "a\u{0}", "ａ", "a/b", "..", "a\u{301}",
            String(repeating: "x", count: 65),
        ])
    func refuses(_ text: String) {
        #expect(Slug(text) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Slug].self, from: JSONEncoder().encode([text]))
        }
    }

    @Test("Naughty strings are slugs only where the pattern says so", .needsSharedData)
    func naughty() throws {
        for text in try SharedData.naughtyStrings() {
            let isSlug = text.utf8.count <= 64 && text.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil
            #expect((Slug(text) != nil) == isSlug, "\(text)")
        }
    }
}
