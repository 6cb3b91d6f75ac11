import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import CadastreCLI

/// A server that runs until this object goes.
final class ServerProcess {
    /// Where it listens: `http://HOST:PORT`.
    let url: String
    private let process = Process()
    private let output = Pipe()
    private let error = Pipe()

    /// Starts a server on a free port, and waits until it listens.
    init(on store: CommandStore, _ arguments: String..., environment: [String: String] = [:]) throws {
        process.executableURL = CommandRun.executable
        process.arguments = ["serve", "--store", store.path, "--listen", "127.0.0.1:0"] + arguments
        process.environment = environment.merging(["CADASTRE_DURABILITY": "relaxed"]) { own, _ in own }
            .merging(CommandRun.sanitizerOptions) { own, _ in own }
        process.standardOutput = output
        process.standardError = error
        try process.run()
        let line = Self.firstLine(of: output.fileHandleForReading)
        try #require(line.hasPrefix("listening on http://127.0.0.1:"), "\(line)")
        url = String(line.dropFirst("listening on ".count))
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    /// Asks the server to stop, and waits.
    ///
    /// - Returns: Its status, and what it wrote to standard error.
    func stop() -> (status: Int32, error: String) { end(by: SIGTERM) }

    /// Sends the server a signal, and waits for its end.
    ///
    /// - Returns: Its status, and what it wrote to standard error.
    func end(by signal: Int32) -> (status: Int32, error: String) {
        kill(process.processIdentifier, signal)
        let text = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationReason == .exit ? process.terminationStatus : -1, text)
    }

    /// Sends a request through `curl`: somebody else's client.
    func request(_ method: String, _ path: String, json: String? = nil, token: String? = nil) throws -> (Int, JSONValue)
    {
        var arguments = ["-s", "-X", method, "-w", "\n%{http_code}", url + path]
        if let json { arguments += ["-H", "Content-Type: application/json", "-d", json] }
        if let token { arguments += ["-H", "Authorization: Bearer \(token)"] }
        let curl = Process()
        let answer = Pipe()
        curl.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        curl.arguments = arguments
        curl.standardOutput = answer
        try curl.run()
        let text = String(decoding: answer.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        curl.waitUntilExit()
        let end = try #require(text.lastIndex(of: "\n"))
        let status = try #require(Int(text[text.index(after: end)...]))
        let body = Array(text[..<end].utf8)
        return (
            status,
            body.isEmpty ? .null : (try? JSONValue.parse(body)) ?? .string(String(decoding: body, as: UTF8.self))
        )
    }

    private static func firstLine(of file: FileHandle) -> String {
        var line = Data()
        while case let byte = file.readData(ofLength: 1), let first = byte.first, first != UInt8(ascii: "\n") {
            line += byte
        }
        return String(decoding: line, as: UTF8.self)
    }
}
