import Cadastre
import Foundation
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("The command line") struct CommandLineTests {
    private let store = CommandStore()

    static let commands: [[String]] = [
        ["serve"], ["seed"], ["import"], ["export"], ["backup"], ["restore"], ["check"], ["stats"], ["upgrade"],
        ["token-key"], ["token-key", "rotate"], ["user"], ["user", "add"], ["user", "list"], ["user", "set-email"],
        ["user", "set-password"], ["user", "set-role"], ["user", "end-sessions"], ["user", "delete"],
    ]

    @Test("Every command has help that names --store", arguments: commands)
    func help(command: [String]) throws {
        let run = try CommandRun(command + ["--help"])
        #expect(run.exit == .done)
        #expect(run.error.isEmpty)
        #expect(run.output.contains("USAGE: cadastre \(command.joined(separator: " "))"), "\(run)")
        if ![["user"], ["token-key"]].contains(command) { #expect(run.output.contains("--store <dir>"), "\(run)") }
    }

    @Test("The help of the whole names every command and every exit status")
    func wholeHelp() throws {
        let run = try CommandRun(["--help"])
        for command in Self.commands { #expect(run.output.contains("\n  \(command[0]) ")) }
        for status in CommandStatus.allCases {
            #expect(run.output.contains("\n  \(status.rawValue)  "), "\(status)")
        }
    }

    @Test("The README has the same table of exit statuses", arguments: CommandStatus.allCases)
    func readme(status: CommandStatus) throws {
        let readme = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        #expect(text.contains("\n| \(status.rawValue) | \(status.meaning) |\n"))
    }

    @Test("Its version is one line")
    func version() throws {
        #expect(try CommandRun(["--version"]).output == "cadastre \(Version.current)\n")
    }

    static let wrong: [[String]] = [
        ["fly"], ["import"], ["serve", "--listen", "nowhere"], ["serve", "--max-body", "much"],
        ["seed", "--users", "0"],
        ["seed", "--seed", "x"], ["user", "add"], ["user", "set-role", "a@example.org", "king"], ["check", "--fast"],
        ["export", "--output"], ["token-key", "print"], ["stats", "--durability", "none"],
        ["stats", "--address-space", "1"], ["serve", "--cors-origin", "example.org"], ["serve", "--threads", "0"],
        ["stats", "--config", "/dev/null"], ["serve", "--max-properties-per-user", "1000000001"],
        ["serve", "--max-queued-writes", "0"], ["serve", "--failed-login-limit", "0"],
    ]

    @Test("A line that can't be followed is one sentence on standard error and status 64", arguments: wrong)
    func usage(arguments: [String]) throws {
        let run = try store.run(arguments)
        expectOneSentence(run, .usage)
        #expect(!store.exists)
    }

    static let needStore: [[String]] = [
        ["export"], ["check"], ["stats"], ["upgrade"], ["token-key"], ["token-key", "rotate"], ["user", "list"],
        ["backup", "/nowhere/backup"], ["user", "set-email", "a@example.org", "b@example.org"],
        ["user", "set-password", "a@example.org", "--password-stdin"], ["user", "set-role", "a@example.org", "admin"],
        ["user", "delete", "a@example.org"],
    ]

    @Test("A command that needs a store refuses a path without one, and makes none", arguments: needStore)
    func missingStore(arguments: [String]) throws {
        let run = try store.run(arguments)
        expectOneSentence(run, .missing)
        #expect(run.error.contains(store.path) && run.error.contains("--store"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: store.directory.path).isEmpty)
    }

    @Test("The store is named by --store, else by CADASTRE_STORE, else by the configuration")
    func storeNames() throws {
        let file = try store.directory.file("c.json", #"{"store": "\#(store.directory.path)/by-file"}"#)
        func made(_ arguments: [String], _ environment: [String: String]) throws -> [String] {
            let seed = ["seed", "--users", "1", "--properties", "0", "--config", file]
            #expect(try CommandRun(seed + arguments, environment: environment).exit == .done)
            return try FileManager.default.contentsOfDirectory(atPath: store.directory.path).sorted()
        }
        let environment = ["CADASTRE_STORE": "\(store.directory.path)/by-environment"]
        #expect(try made(["--store", "\(store.directory.path)/by-flag"], environment) == ["by-flag", "c.json"])
        #expect(try made([], environment) == ["by-environment", "by-flag", "c.json"])
        #expect(try made([], [:]) == ["by-environment", "by-file", "by-flag", "c.json"])
    }

    @Test("A store is made in a directory that is there, and not in place of a file")
    func noPlace() throws {
        let file = try store.directory.file("file", "text")
        for (path, status) in [
            ("/nowhere/store", CommandStatus.missing), (file, .exists), ("\(file)/store", .missing),
            ("/proc/store", .missing), ("/proc/x/store", .missing),
        ] {
            let seed = try CommandRun(["seed", "--users", "1", "--properties", "0", "--store", path])
            expectOneSentence(seed, status)
            #expect(seed.error.contains(path), "\(seed)")
        }
        #expect(try store.run("seed", "--users", "1", "--properties", "0").exit == .done)
        expectOneSentence(try store.run("backup", "/nowhere/backup"), .missing)
    }

    @Test("A store is made in an empty directory, too")
    func emptyDirectory() throws {
        try FileManager.default.createDirectory(atPath: store.path, withIntermediateDirectories: false)
        #expect(try store.run("seed", "--users", "1", "--properties", "0").exit == .done)
        #expect(try store.run("check").exit == .done)
    }

    @Test("A store that is damaged is told in a sentence")
    func damaged() throws {
        #expect(try store.run("seed", "--users", "1", "--properties", "0").exit == .done)
        try Data("this is no store at all".utf8).write(to: URL(fileURLWithPath: "\(store.path)/data.mdb"))
        expectOneSentence(try store.run("check"), .inputOutput)
    }
}

/// Whether a run has failed as it should: with one line on standard error, and none of a program's inside.
func expectOneSentence(
    _ run: CommandRun, _ status: CommandStatus, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(run.exit == status, "\(run)", sourceLocation: sourceLocation)
    #expect(run.output.isEmpty, "\(run)", sourceLocation: sourceLocation)
    #expect(run.error.hasSuffix(".\n"), "\(run)", sourceLocation: sourceLocation)
    #expect(run.error.filter { $0 == "\n" }.count == 1, "\(run)", sourceLocation: sourceLocation)
    for inside in ["Error:", "RegistryError", "StoreError", "CommandFailure", "Fatal", ".swift", "`"] {
        #expect(!run.error.contains(inside), "\(run)", sourceLocation: sourceLocation)
    }
}
