import ArgumentParser
import Cadastre

/// `cadastre user set-password`
struct UserSetPasswordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-password",
        abstract: "Give a user another password, or a first one. Tokens and sessions end.",
        discussion: "Without --password-stdin the terminal asks for the password."
    )

    @OptionGroup var store: StoreArguments

    @OptionGroup var who: UserArgument

    @Flag(help: "Read the password from standard input, less one line break at its end.")
    var passwordStdin = false

    @Flag(help: "Answer with one line of JSON.")
    var json = false

    func run() throws {
        let register = try OpenRegister(store, missing: .refuse)
        defer { register.close() }
        let user = try who.find(in: register.registry)
        let password = try PasswordInput.read(fromStandardInput: passwordStdin)
        try attempt { () throws(RegistryError) in try register.registry.setPassword(password, of: user) }
        try Console.answer(json ? #"{"id":"\#(user)"}"# : "\(user) has a new password")
    }
}
