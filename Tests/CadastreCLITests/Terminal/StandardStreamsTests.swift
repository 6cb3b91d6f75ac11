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

    @Test("With standard output closed nothing of an answer reaches the store", arguments: answers)
    func closedOutput(arguments: [String]) throws {
        try addAda()
        let key = try store.run("token-key").lastLine
        expectOneSentence(try run(arguments, redirection: ">&-"), .inputOutput)
        for file in try FileManager.default.contentsOfDirectory(atPath: store.path) where file != "data.mdb" {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(store.path)/\(file)"))
            #expect(bytes.range(of: Data(key.utf8)) == nil && bytes.range(of: Data("ada@".utf8)) == nil, "\(file)")
        }
        #expect(try store.run("check").exit == .done)
    }

    @Test("With standard error closed a remark is lost, and the store is whole")
    func closedError() throws {
        try addAda()
        #expect(try store.run(["user", "list"], redirection: "2>&-").output.contains("ada@example.org"))
        #expect(try store.run(["user", "delete", "bob@example.org"], redirection: "<&- 2>&-").exit == .missing)
        #expect(try store.run("check").exit == .done)
    }

    @Test("With standard input closed nothing is read from the store in its place")
    func closedInput() throws {
        try addAda()
        let imported = try store.run(["import", "-", "--trust-secrets"], redirection: "<&-")
        expectOneSentence(imported, .inputOutput)
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
