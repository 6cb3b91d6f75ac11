import Foundation

@testable import CadastreCLI

/// What a run of the command came to.
struct CommandRun: CustomStringConvertible {
    let arguments: [String]
    let status: Int32
    let output: String
    let error: String

    /// The last line of standard output.
    var lastLine: String { output.split(separator: "\n").last.map { String($0) } ?? "" }

    var exit: CommandStatus? { CommandStatus(rawValue: status) }

    var description: String { "cadastre \(arguments.joined(separator: " ")) = \(status)\n\(output)\(error)" }

    /// Runs the built command to its end.
    ///
    /// - Parameters:
    ///   - input: Standard input.
    ///   - environment: The only variables that it sees.
    ///   - redirection: What a shell is to do with its streams, as in `>&-`.
    init(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], redirection: String? = nil
    ) throws {
        let process = Process()
        // A command that should have ended and serves instead must not hold up the tests.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
        // The command is the shell's own process then, and sees the streams as the shell has left them.
        let shell = redirection.map { ["/bin/sh", "-c", "exec \"$0\" \"$@\" \($0)"] } ?? []
        process.arguments = ["--kill-after=5", "120"] + shell + [Self.executable.path] + arguments
        process.environment = environment.merging(Self.sanitizerOptions) { own, _ in own }
        let (output, error, standardInput) = (Pipe(), Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = error
        try process.run()
        // Each on a thread of its own, or a full pipe would stop the other.
        let (outputText, errorText) = (Reading(output), Reading(error))
        try? standardInput.fileHandleForWriting.write(contentsOf: Data(input))
        try? standardInput.fileHandleForWriting.close()
        self.arguments = arguments
        self.output = outputText.wait()
        self.error = errorText.wait()
        process.waitUntilExit()
        // A signal is no status.
        status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// The command, which the build leaves beside the tests.
    static let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("cadastre")

    /// What the sanitizer is told that the tests run under, if they do: a command built with it has to be told as well.
    static let sanitizerOptions = ProcessInfo.processInfo.environment.filter {
        ["ASAN_OPTIONS", "TSAN_OPTIONS", "LD_PRELOAD"].contains($0.key)
    }
}

/// Reads a pipe to its end on a thread of its own.
private final class Reading: @unchecked Sendable {
    // Sendable: `data` is written by one thread, and read by another after it has waited for the first.
    private var data = Data()
    private let done = DispatchSemaphore(value: 0)

    init(_ pipe: Pipe) {
        Thread.detachNewThread { [self] in
            data = pipe.fileHandleForReading.readDataToEndOfFile()
            done.signal()
        }
    }

    func wait() -> String {
        done.wait()
        return String(decoding: data, as: UTF8.self)
    }
}
