import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import CadastreCLI

/// A directory for stores and files, and the command at work in it.
struct CommandStore {
    let directory = TemporaryDirectory()

    /// The path of the store.
    var path: String { "\(directory.path)/store" }

    /// Whether there is a store.
    var exists: Bool { OpenRegister.isStore(at: path) }

    /// Runs the command on the store.
    func run(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws -> CommandRun {
        try run(arguments, input: Array(input.utf8), environment: environment)
    }

    /// Runs the command on the store.
    func run(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], redirection: String? = nil
    ) throws -> CommandRun {
        var environment = environment
        // A test's store need not survive a power cut.
        environment["CADASTRE_DURABILITY"] = environment["CADASTRE_DURABILITY"] ?? "relaxed"
        return try CommandRun(
            arguments + ["--store", path], input: input, environment: environment, redirection: redirection)
    }

    /// What the store holds, record by record.
    func export(_ options: String...) throws -> [JSONValue] {
        let run = try run(["export"] + options)
        try #require(run.exit == .done, "\(run)")
        return try run.output.split(separator: "\n").map { try JSONValue.parse(Array($0.utf8)) }
    }
}

extension FileManager {
    /// The permissions of a file.
    func mode(of path: String) throws -> Int {
        try #require(try attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }
}
