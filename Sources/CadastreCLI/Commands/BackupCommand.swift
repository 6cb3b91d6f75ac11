import ArgumentParser
import Cadastre
import EntityStore

/// `cadastre backup`: a copy of a store that others may be using.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the store, as it is at one moment, into a new directory, and check the copy.",
        discussion: "The copy is a whole store, keys and password hashes included: keep it as safe as the original."
    )

    @OptionGroup var store: StoreArguments

    @Argument(help: "Directory to make.")
    var directory: String

    @Flag(help: "Answer with one line of JSON.")
    var json = false

    func run() throws {
        let register = try OpenRegister(store, missing: .refuse, readsAll: true, examinesPages: true)
        try NewDirectory.require(directory)
        let progress = ProgressBar("Copying \(register.path)")
        progress.update(nil, "")
        let report = try attempt { () throws(RegistryError) in try register.registry.backup(to: directory) }
        progress.clear()
        register.close()
        if json {
            return try Console.answer(#"{"records":\#(report.records),"indexEntries":\#(report.indexEntries)}"#)
        }
        let count = Quantity.counted(report.records, "record", "records")
        try Console.answer("\(directory): \(count) copied and counted (\(Quantity.time(progress.elapsed)))")
    }
}
