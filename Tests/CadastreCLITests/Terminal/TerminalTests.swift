import Foundation
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("At a terminal") struct TerminalTests {
    private let store = CommandStore()
    private static let ada = ["--email", "ada@example.org", "--first-name", "Ada", "--last-name", "Lovelace"]

    @Test("A password is asked for twice and never shown")
    func password() throws {
        let terminal = try PseudoTerminal(["user", "add", "--store", store.path] + Self.ada)
        #expect(terminal.read(until: "Password: ").hasSuffix("Password: "))
        terminal.type("open sesamé!\u{7F}\n")
        #expect(terminal.read(until: "again: ").contains("again: "))
        terminal.type("open sesamé\n")
        let (shown, status) = terminal.readToEnd()
        #expect(status == 0)
        #expect(!shown.contains("sesam") && shown.contains("ada@example.org is user"), "\(shown)")
        let set = try store.run(
            "user", "set-password", "ada@example.org", "--password-stdin", input: "another one")
        #expect(set.exit == .done)
    }

    @Test("Two that differ, and an interrupt, make nothing", arguments: ["other words\n", "\u{3}", "\u{4}"])
    func refused(second: String) throws {
        let terminal = try PseudoTerminal(["user", "add", "--store", store.path] + Self.ada)
        _ = terminal.read(until: "Password: ")
        terminal.type("open sesame\n")
        _ = terminal.read(until: "again: ")
        terminal.type(second)
        #expect(terminal.readToEnd().status == CommandStatus.usage.rawValue)
        #expect(!store.exists)
    }

    @Test("Long work shows how far it is, and wipes that away at the end")
    func progress() throws {
        let terminal = try PseudoTerminal(["seed", "--users", "3", "--properties", "4000", "--store", store.path])
        let (shown, status) = terminal.readToEnd()
        #expect(status == 0)
        #expect(shown.contains("\rSeeding ") && shown.contains("─"), "\(shown)")
        #expect(shown.contains("\r\u{1B}[K\(store.path): 3 users and 4,000 properties made"), "\(shown)")
    }

    @Test("Nothing is drawn where standard error is a pipe, or beside an export on the terminal")
    func noProgress() throws {
        let run = try store.run("seed", "--users", "3", "--properties", "2000")
        #expect(run.error.isEmpty)
        #expect(!run.output.contains("\u{1B}") && !run.output.contains("\r"))
        let export = try PseudoTerminal(["export", "--store", store.path]).readToEnd()
        #expect(export.status == 0 && !export.shown.contains("\u{1B}"))
    }
}
