import ArgumentParser

/// `cadastre`, the command.
@main
struct CadastreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cadastre",
        abstract: "A register of real-estate properties that enforces who owns what."
    )
}
