import ArgumentParser
import CadastreHTTP
import Foundation
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("The production configuration") struct ProductionTests {
    private let store = CommandStore()
    private static let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("config/production.json").path
    private static let local = ["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"]

    static let refused: [(arguments: [String], words: String)] = [
        (["--durability", "relaxed"], "--durability relaxed"),
        (["--cors-origin", "*"], "--cors-origin *"),
        (["--listen", "0.0.0.0:0"], "--trusted-proxy"),
        (["--listen", "[::]:0"], "--trusted-proxy"),
        (["--metrics"], "--metrics"),
        (["--trusted-proxy", "0.0.0.0/0"], "--trusted-proxy 0.0.0.0/0"),
        (["--trusted-proxy", "::/0"], "--trusted-proxy ::/0"),
        (["--admin-listen", "0.0.0.0:9090"], "--admin-listen 0.0.0.0:9090"),
        (["--admin-listen", "[::]:9090"], "--admin-listen [::]:9090"),
    ]

    @Test("What would endanger other people's data is refused, wherever it is set", arguments: refused)
    func refusals(_ setting: (arguments: [String], words: String)) throws {
        let run = try serve(setting.arguments)
        expectOneSentence(run, .usage)
        #expect(run.error.contains("Production refuses") && run.error.contains(setting.words), "\(run)")
        #expect(!store.exists)
        var environment: [String: String] = [:]
        let name = setting.arguments[0].dropFirst(2).uppercased().replacing("-", with: "_")
        environment["CADASTRE_\(name)"] = setting.arguments.count > 1 ? setting.arguments[1] : "true"
        let inherited = try serve([], environment: environment)
        #expect(inherited.exit == .usage && inherited.error.contains("Production refuses"), "\(inherited)")
    }

    @Test("A store that others can read is refused")
    func readableStore() throws {
        #expect(try store.run("seed", "--users", "1", "--properties", "0").exit == .done)
        func set(_ mode: Int, _ path: String) throws {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }
        try set(0o644, store.path + "/data.mdb")
        try set(0o755, store.path)
        let run = try serve(Self.local)
        expectOneSentence(run, .usage)
        #expect(run.error.contains("chmod"), "\(run)")
        // Nobody can reach into a private directory.
        try set(0o700, store.path)
        let server = try ServerProcess(
            on: store, "--config", Self.file, "--admin-listen", "127.0.0.1:0",
            environment: ["CADASTRE_DURABILITY": "full"])
        #expect(server.stop().status == 0)
    }

    @Test("Demo data is refused, and made where it is meant")
    func seed() throws {
        let seed = ["seed", "--users", "1", "--properties", "1", "--config", Self.file]
        let environment = ["CADASTRE_DURABILITY": "full"]
        let run = try store.run(seed, environment: environment)
        expectOneSentence(run, .usage)
        #expect(run.error.contains("--force"))
        #expect(!store.exists)
        #expect(try store.run(seed + ["--force"], environment: environment).exit == .done)
    }

    @Test("What is left serves: neither docs nor metrics where the register is, the latter for the operator")
    func serving() throws {
        let server = try ServerProcess(
            on: store, "--config", Self.file, "--admin-listen", "127.0.0.1:0",
            environment: ["CADASTRE_DURABILITY": "full"])
        #expect(try server.request("GET", "/v1/types").0 == 200)
        #expect(try server.request("GET", "/docs").0 == 404)
        #expect(try server.request("GET", "/metrics").0 == 404)
        #expect(server.stop().status == 0)
        let asked = try ServerProcess(
            on: store, "--config", Self.file, "--admin-listen", "127.0.0.1:0", "--docs",
            environment: ["CADASTRE_DURABILITY": "full"])
        #expect(try asked.request("GET", "/docs").0 == 200)
    }

    @Test(
        "The configurations of the repository are read without complaint", arguments: ["local", "test", "production"])
    func files(name: String) throws {
        let file = Self.file.replacing("production.json", with: "\(name).json")
        let settings = try Settings(file: file, environment: [:])
        #expect(settings.profile.rawValue == name)
        let configuration = try ServerArguments.parse([]).configuration(in: settings)
        #expect(configuration.listen.isLoopback)
        _ = try StoreArguments.parse([]).options(in: settings)
    }

    private func serve(_ arguments: [String], environment: [String: String] = [:]) throws -> CommandRun {
        let environment = environment.merging(["CADASTRE_DURABILITY": "full"]) { own, _ in own }
        return try store.run(["serve", "--config", Self.file] + arguments, environment: environment)
    }
}
