import ArgumentParser
import Cadastre

/// `cadastre user end-sessions`
struct UserEndSessionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end-sessions", abstract: "End every session and token of a user. The password stays.")

    @OptionGroup var store: StoreArguments

    @OptionGroup var who: UserArgument

    @Flag(help: "Answer with one line of JSON.")
    var json = false

    func run() throws {
        let register = try OpenRegister(store, missing: .refuse)
        defer { register.close() }
        let user = try who.find(in: register.registry)
        try attempt { () throws(RegistryError) in
            try register.registry.endSessions(of: user, as: .operator).commit()
        }
        try Console.answer(json ? #"{"id":"\#(user)"}"# : "\(user) must log in again")
    }
}
