import ArgumentParser
import Cadastre

/// `cadastre`, the command.
@main
struct CadastreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cadastre",
        abstract: "A register of real-estate properties that enforces who owns what.",
        discussion: """
            A setting is taken from its flag, else from the environment (--max-body is CADASTRE_MAX_BODY), else from \
            the file that --config or CADASTRE_CONFIG names ({"max-body": "1MiB"}).

            EXIT STATUS:
            \(CommandStatus.allCases.map(\.tableRow).joined(separator: "\n"))
            """,
        version: "cadastre \(Version.current)",
        subcommands: [
            ServeCommand.self,
            SeedCommand.self, ImportCommand.self, ExportCommand.self, BackupCommand.self, RestoreCommand.self,
            CheckCommand.self, DoctorCommand.self, StatsCommand.self, UpgradeCommand.self, TokenKeyCommand.self,
            UserCommand.self,
        ]
    )

    /// Runs the command that the command line names, and ends the process with its status.
    static func main() async {
        StandardStreams.reserve()
        MemoryFault.endWithSentence()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error)
        }
    }

    /// Says what went wrong in one sentence, or gives the help that was asked for.
    private static func end(with error: any Error) -> Never {
        if let failure = error as? CommandFailure {
            Console.remark(failure.sentence)
            exit(withStatus: failure.status)
        }
        let code = exitCode(for: error)
        if code == .success {
            do throws(CommandFailure) {
                try Console.answer(fullMessage(for: error))
            } catch {
                end(with: error)
            }
            exit(withStatus: .done)
        }
        let sentence = message(for: error)
        guard code == .validationFailure else {
            Console.remark(sentence.isEmpty ? "Something went wrong inside: \(error)." : sentence)
            exit(withStatus: .fault)
        }
        Console.remark("\(sentence.hasSuffix(".") ? sentence : sentence + ".") See cadastre --help.")
        exit(withStatus: .usage)
    }

    private static func exit(withStatus status: CommandStatus) -> Never {
        Self.exit(withError: ExitCode(status.rawValue))
    }
}

extension CommandStatus {
    fileprivate var tableRow: String {
        let number = String(rawValue)
        return "  " + number + String(repeating: " ", count: 5 - number.count) + meaning
    }
}
