import ArgumentParser
import Cadastre
import EntityStore

/// `cadastre restore`: a store from a backup.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Copy a backup into a new directory, make a store of it, and check it.",
        discussion: """
            The directory is that of --store, which must not be there yet; it gets its name when all is done. The backup \
            stays as it is. The store has a new signing key and no sessions: who was logged in logs in again, and what \
            was ended after the backup stays ended, but for passwords, which are those of the backup. Exits with status \
            1 where anything in the store is wrong.
            """
    )

    @OptionGroup var store: StoreArguments

    @Argument(help: "Directory that backup has made.")
    var backup: String

    @Flag(
        help: "Keep the signing key and the sessions of the backup: to move a store that nobody else has had a copy of."
    )
    var keepSessions = false

    @Flag(help: "Answer with one line of JSON.")
    var json = false

    func run() throws {
        let settings = try store.settings()
        let path = try store.path(in: settings)
        guard OpenRegister.isStore(at: backup) else {
            throw CommandFailure(.missing, "\(backup) is no backup: there is no data.mdb in it.")
        }
        try NewDirectory.require(path)
        var options = RegistryOptions()
        options.store = try store.options(in: settings)
        let progress = ProgressBar("Restoring \(backup)")
        progress.update(nil, "")
        let report = try attempt { () throws(RegistryError) in
            try Registry.restore(
                from: backup, to: path, options: options, keepsSessions: keepSessions, progress: progress.show)
        }
        progress.clear()
        try CheckAnswer(path: path, report: report.verification, elapsed: progress.elapsed)
            .give(asJSON: json, restored: report)
    }
}
