import ArgumentParser
import Cadastre
import EntityStore

/// `cadastre check`: whether everything in the store agrees.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Look at every page, compare every record with every index, and say what is wrong.",
        discussion: """
            Exits with status 1 where anything is wrong. Where a page of the file is damaged, pages are all that is looked \
            at: nothing can be read through a damaged one. Others may use the store meanwhile.
            """
    )

    @OptionGroup var store: StoreArguments

    @Flag(help: "Answer with one line of JSON.")
    var json = false

    func run() throws {
        let settings = try store.settings()
        try OpenRegister.checkPages(at: store.path(in: settings), store.options(in: settings), asJSON: json)
        let register = try OpenRegister(store, missing: .refuse, readsAll: true)
        defer { register.close() }
        try register.check(asJSON: json)
    }
}
