import ArgumentParser
import Cadastre
import EntityStore

/// `cadastre restore`: a store from a backup.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Copy a backup into a new directory, make a store of it, and check it.",
        discussion: """
            The directory is that of --store, which must not be there yet. The backup stays as it is. Exits with \
            status 1 where anything in the store is wrong.
            """
    )

    @OptionGroup var store: StoreArguments

    @Argument(help: "Directory that backup has made.")
    var backup: String

    @Flag(help: "Answer with one line of JSON.")
    var json = false

    func run() throws {
        let settings = try store.settings()
        let path = try store.path(in: settings)
        guard OpenRegister.isStore(at: backup) else {
            throw CommandFailure(.missing, "\(backup) is no backup: there is no data.mdb in it.")
        }
        try NewDirectory.require(path)
        try copy(to: path, store.options(in: settings))
        let register = try OpenRegister(store, missing: .refuse)
        defer { register.close() }
        try register.check(asJSON: json)
    }

    private func copy(to path: String, _ options: StoreOptions) throws {
        var options = options
        options.isReadOnly = true
        options.createsMissing = false
        let progress = ProgressBar("Copying \(backup)")
        progress.update(nil, "")
        try attemptAny {
            // As a store of whatever is in it: no rule of the register is needed to copy it, nor is it written to.
            let source = try Store.open(at: backup, options: options, holding: [])
            defer { source.close() }
            try source.backup(to: path)
        }
        progress.clear()
    }
}
