import ArgumentParser
import Cadastre
import EntityStore

/// `cadastre check`: whether everything in the store agrees.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compare every record with every index, and say what does not agree.",
        discussion: "Exits with status 1 where anything is wrong. Others may use the store meanwhile."
    )

    @OptionGroup var store: StoreArguments

    @Flag(help: "Answer with one line of JSON.")
    var json = false

    func run() throws {
        let register = try OpenRegister(store, missing: .refuse)
        defer { register.close() }
        try register.check(asJSON: json)
    }
}
