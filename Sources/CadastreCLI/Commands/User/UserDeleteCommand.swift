import ArgumentParser
import Cadastre

/// `cadastre user delete`
struct UserDeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a user and all that it owns, however much; its tokens and sessions end at once.",
        discussion: "Properties go in batches, the user last: where it is interrupted, it can be done again."
    )

    @OptionGroup var store: StoreArguments

    @OptionGroup var who: UserArgument

    @Flag(help: "Answer with one line of JSON.")
    var json = false

    func run() throws {
        let register = try OpenRegister(store, missing: .refuse)
        defer { register.close() }
        let user = try who.find(in: register.registry)
        let progress = ProgressBar("Deleting \(who.user)")
        let count = try attempt { () throws(RegistryError) in
            try register.registry.deleteUserInBatches(user) { count in
                progress.update(nil, Quantity.counted(count, "property", "properties"))
            }
        }
        progress.clear()
        try Console.answer(
            json
                ? #"{"id":"\#(user)","properties":\#(count)}"#
                : "\(user) and \(Quantity.counted(count, "property", "properties")) deleted")
    }
}
