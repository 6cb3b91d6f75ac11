import ArgumentParser
import Cadastre
import EntityStore

/// `cadastre upgrade`: the store as this version of the program wants it.
struct UpgradeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade",
        abstract: "Bring the store to this version's indexes.",
        discussion: """
            New and changed indexes are built, in batches, while others go on reading; whoever has the store open with \
            an older version is refused its writes from then on. Every command that opens the store does the same; this \
            one does nothing else. A store of another format is refused, with what to do about it.
            """
    )

    @OptionGroup var store: StoreArguments

    @Flag(help: "Answer with one line of JSON.")
    var json = false

    func run() throws {
        let settings = try store.settings()
        let path = try store.path(in: settings)
        try OpenRegister.requireStore(at: path)
        let before = try indexGeneration(of: path, store.options(in: settings))
        let progress = ProgressBar("Upgrading \(path)")
        progress.update(nil, "")
        let register = try OpenRegister(store, missing: .refuse, readsAll: true)
        let statistics = try attempt { () throws(RegistryError) in try register.registry.statistics() }
        progress.clear()
        register.close()
        try answer(path, from: before, statistics, in: progress.elapsed)
    }

    /// The generation of the set of indexes as it is now, with nothing changed.
    private func indexGeneration(of path: String, _ options: StoreOptions) throws -> UInt64 {
        var options = options
        options.isReadOnly = true
        options.createsMissing = false
        return try attemptAny {
            let store = try Store.open(at: path, options: options, holding: [])
            defer { store.close() }
            return try store.statistics().indexGeneration
        }
    }

    private func answer(_ path: String, from before: UInt64, _ now: StoreStatistics, in time: Duration)
        throws(CommandFailure)
    {
        if json {
            return try Console.answer(
                #"{"format":\#(now.format),"indexGeneration":\#(now.indexGeneration),"from":\#(before)}"#)
        }
        try Console.answer(
            before == now.indexGeneration
                ? "\(path) is up to date: format \(now.format), index generation \(now.indexGeneration)"
                : """
                \(path) is upgraded: format \(now.format), index generation \(before) to \(now.indexGeneration) \
                (\(Quantity.time(time)))
                """)
    }
}
