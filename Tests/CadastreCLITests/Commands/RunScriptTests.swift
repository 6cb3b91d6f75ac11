import Foundation
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("scripts/run") struct RunScriptTests {
    private let store = CommandStore()
    private static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("A store that is not there is made with demo data, and kept as it is from then on")
    func first() throws {
        #expect(try serve().contains("@seed-1.example.org"))
        let records = try store.export().count
        let user = try #require(store.run("user", "list").output.split(separator: " ").first)
        #expect(try store.run("user", "delete", String(user)).exit == .done)
        #expect(try store.export().count < records)
        let left = try store.run("export").output
        _ = try serve()
        #expect(try store.run("export").output == left)
    }

    @Test("Demo data that were interrupted are made whole at the next run")
    func interrupted() throws {
        #expect(try store.run("seed", "--users", "1", "--properties", "0").exit == .done)
        _ = try store.directory.file("store/demo-seeding", "")
        _ = try serve()
        let records = try store.export()
        #expect(records.compactMap { $0["user"] }.count == 20 && records.compactMap { $0["property"] }.count == 500)
        #expect(!FileManager.default.fileExists(atPath: store.path + "/demo-seeding"))
    }

    @Test("A store of somebody's own gets no demo data")
    func own() throws {
        let add = try store.run(
            "user", "add", "--email", "ada@example.org", "--first-name", "Ada", "--last-name", "L", "--password-stdin",
            input: "long enough\n")
        #expect(add.exit == .done)
        _ = try serve()
        #expect(try store.export().compactMap { $0["user"] }.count == 1)
    }

    /// Runs the script where the built command is, until the server listens.
    ///
    /// - Returns: What it said.
    private func serve() throws -> String {
        let place = store.directory.path
        let files = FileManager.default
        try files.createDirectory(atPath: "\(place)/build", withIntermediateDirectories: true)
        try? files.createSymbolicLink(
            atPath: "\(place)/build/cadastre", withDestinationPath: CommandRun.executable.path)
        try? files.createSymbolicLink(
            atPath: "\(place)/config", withDestinationPath: Self.repository.appendingPathComponent("config").path)
        let (process, output) = (Process(), Pipe())
        process.executableURL = Self.repository.appendingPathComponent("scripts/run")
        process.arguments = [store.path, "127.0.0.1:0"]
        process.currentDirectoryURL = URL(fileURLWithPath: place)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var text = ""
        while !text.contains("Ctrl-C"), case let bytes = output.fileHandleForReading.availableData, !bytes.isEmpty {
            text += String(decoding: bytes, as: UTF8.self)
        }
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
        return text
    }
}
