import ArgumentParser

/// Cadastre's core beside LMDB in C and SQLite, in one process, on the same records.
///
/// Prints one line of JSON for each peer at each work, as the programs in C do:
/// `{"work":…,"peer":…,"unit":"1/s","runs":[…]}`.
@main struct EmbeddedPeers: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embedded-peers", abstract: "Measure the core beside LMDB in C and SQLite.",
        subcommands: [
            ReadCommand.self, SearchCommand.self, OpenCommand.self, WriteCommand.self, ChangeCommand.self,
            ImportCommand.self, GrowCommand.self,
            VersionsCommand.self,
        ])
}
