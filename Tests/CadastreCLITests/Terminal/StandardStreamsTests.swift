import Foundation
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("Standard streams") struct StandardStreamsTests {
    private let store = CommandStore()

    static let answers: [[String]] = [
        ["token-key"], ["user", "list"], ["stats"], ["stats", "--json"], ["check"], ["export"], ["upgrade"],
        ["user", "set-role", "ada@example.org", "admin"], ["--version"], ["stats", "--help"],
    ]

    @Test("An answer that can't be written is a failure, and says so", arguments: answers)
    func fullDisk(arguments: [String]) throws {
        try addAda()
        expectOneSentence(try run(arguments, redirection: ">/dev/full"), .inputOutput)
    }

    private func run(_ arguments: [String], redirection: String) throws -> CommandRun {
        // What is asked of the command alone takes no store.
        arguments.contains { $0.hasPrefix("--") && $0 != "--json" }
            ? try CommandRun(arguments, redirection: redirection) : try store.run(arguments, redirection: redirection)
    }

    private func addAda() throws {
        let add = try store.run(
            "user", "add", "--email", "ada@example.org", "--first-name", "Ada", "--last-name", "L", "--password-stdin",
            input: "long enough\n")
        try #require(add.exit == .done, "\(add)")
    }
}
