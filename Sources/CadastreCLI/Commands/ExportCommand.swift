import ArgumentParser
import Cadastre

/// `cadastre export`: the whole register as NDJSON.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the whole register as NDJSON, as it is at one moment.",
        discussion: """
            One record a line: types, users, properties, each as the register's own JSON, with external ids. Importing \
            it makes the same register. What it wrote is whole if it exits with 0: it ends with 74 at the first record or \
            page that is damaged. Passwords, tokens and keys stay out, unless --with-secrets adds the hashes.
            """
    )

    @OptionGroup var store: StoreArguments

    @Option(help: ArgumentHelp("File to write, readable by nobody else (default: standard output).", valueName: "file"))
    var output: String?

    @Flag(help: "Add the hashes of passwords.")
    var withSecrets = false

    func run() throws {
        let register = try OpenRegister(store, missing: .refuse, readsAll: true, examinesPages: true)
        let file = try output.map { path throws(CommandFailure) in try OutputFile(creating: path) } ?? .standardOutput()
        // A bar would stand among the lines where both go to the terminal.
        let progress = ProgressBar("Exporting \(register.path)", isShown: Terminal.canRedraw && !file.isTerminal)
        // The heading is no record.
        var count = -1
        try attemptAny {
            try register.registry.export(withSecrets: withSecrets) { line, total in
                try file.write(line)
                count += 1
                progress.update(Double(count) / Double(max(total, count)), Quantity.counted(count, "record", "records"))
            }
        }
        try file.close()
        progress.clear()
        register.close()
        if let output { try Console.answer("\(Quantity.counted(count, "record", "records")) written to \(output)") }
    }
}
