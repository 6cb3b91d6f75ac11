import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("cadastre export, and import of it") struct ExportCommandTests {
    private let store = CommandStore()
    private let other = CommandStore()

    init() throws {
        let seed = try store.run("seed", "--users", "12", "--properties", "40", "--with-admin")
        try #require(seed.exit == .done)
    }

    @Test("An export makes the same register, which exports as the same bytes", arguments: [[], ["--with-secrets"]])
    func roundTrip(options: [String]) throws {
        let first = try store.run(["export"] + options)
        #expect(first.exit == .done && first.error.isEmpty)
        let file = try store.directory.file("export.ndjson", first.output)
        let run = try other.run("import", file, "--trust-secrets", "--json")
        #expect(run.output == #"{"added":63,"updated":0,"unchanged":0,"rejected":0,"users":13}"# + "\n")
        #expect(try other.run(["export"] + options).output == first.output)
        #expect(try other.run("check").exit == .done)
        let again = try other.run("import", file, "--trust-secrets", "--json")
        #expect(again.output == #"{"added":0,"updated":0,"unchanged":63,"rejected":0,"users":0}"# + "\n")
    }

    @Test("Secrets are in an export only where they are asked for")
    func secrets() throws {
        #expect(try !store.run("export").output.contains("$argon2id$"))
        #expect(
            try store.run("export", "--with-secrets").output.split(separator: "\n").filter { $0.contains("$argon2id$") }
                .count == 11)
        let key = try store.run("token-key").output.trimmingCharacters(in: .newlines)
        #expect(try !store.run("export", "--with-secrets").output.contains(key))
    }

    @Test("A file is written for nobody else to read, and the answer counts the records")
    func output() throws {
        let file = try store.directory.file("export.ndjson", "old and longer than nothing")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        let run = try store.run("export", "--output", file)
        #expect(run.output == "63 records written to \(file)\n")
        #expect(try FileManager.default.mode(of: file) == 0o600)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == store.run("export").output)
        let nowhere = try store.run("export", "--output", "/nowhere/export")
        expectOneSentence(nowhere, .missing)
    }

    @Test(
        "Admins and hashes are refused without --trust-secrets, and nothing is taken",
        arguments: [[], ["--with-secrets"]])
    func trust(options: [String]) throws {
        let file = try store.directory.file("export.ndjson", store.run(["export"] + options).output)
        let run = try other.run("import", file)
        expectOneSentence(run, .refused)
        #expect(run.error.contains("--trust-secrets"))
        #expect(try other.export().compactMap { $0["user"] }.isEmpty)
    }

    @Test("Records that are there with other content are reported and skipped")
    func conflicts() throws {
        let file = try store.directory.file("export.ndjson", store.run("export").output)
        _ = try other.run("import", file, "--trust-secrets")
        let email = try #require(try other.export().compactMap { $0["user"]?["email"]?.string }.last)
        #expect(try other.run("user", "set-email", email, "changed@example.org").exit == .done)
        let run = try other.run("import", file, "--trust-secrets")
        #expect(run.exit == .done)
        #expect(run.output == "0 added, 62 unchanged, 1 rejected\n")
        #expect(run.error.hasSuffix(": id is that of a record with other content.\n"))
        #expect(try other.export().contains { $0["user"]?["email"]?.string == "changed@example.org" })
    }

    @Test("An export takes no option of a table")
    func options() throws {
        let file = try store.directory.file("export.ndjson", store.run("export").output)
        for option in [["--update"], ["--create-types"], ["--source", "x"], ["--id-column", "id"]] {
            expectOneSentence(try other.run(["import", file] + option), .usage)
        }
        #expect(!other.exists)
    }

    @Test("A pipe that nobody reads ends an export quietly")
    func closedPipe() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "\"$0\" export --store \"$1\" | head -n 1", CommandRun.executable.path, store.path]
        let (output, error) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        try process.run()
        process.waitUntilExit()
        #expect(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).hasPrefix("{\"register\""))
        #expect(error.fileHandleForReading.readDataToEndOfFile().isEmpty)
    }
}
