import EntityStore
import Testing

@testable import Cadastre

@Suite("What a program expects of a record") struct PreconditionTests {
    private static let first = Revision(version: 1, updatedAt: Timestamp(milliseconds: 36))
    private static let second = Revision(version: 2, updatedAt: Timestamp(milliseconds: 37))

    @Test(
        "It is a star, or one revision or several",
        arguments: [
            ("*", Precondition.exists), ("1-10", .oneOf([first])), ("1-10,2-11", .oneOf([first, second])),
            (" 1-10 ,  2-11 ", .oneOf([first, second])), ("1-10,,no revision", .oneOf([first])),
        ])
    func readable(_ text: String, _ expected: Precondition) {
        #expect(Precondition(expected: text) == expected)
    }

    @Test(
        "What no revision has as its text is never met",
        arguments: ["", ",", " ", "* ", "**", "1-10 2-11", "\"1-10\"", "01-10", "1-10-gzip", "é"])
    func unreadable(_ text: String) {
        #expect(Precondition(expected: text) == .oneOf([]))
    }
}
