import ArgumentParser
import Cadastre

/// `cadastre user set-email`
struct UserSetEmailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-email", abstract: "Give a user another e-mail address. Tokens and sessions stay.")

    @OptionGroup var store: StoreArguments

    @OptionGroup var who: UserArgument

    @Argument(help: "The new address.")
    var email: String

    @Flag(help: "Answer with the user as JSON.")
    var json = false

    func run() throws {
        let register = try OpenRegister(store, missing: .refuse)
        defer { register.close() }
        let user = try who.find(in: register.registry)
        let changed = try attempt { () throws(RegistryError) in
            try register.registry.setEmail(email, of: user).commit()
        }
        try Console.answer(json ? String(decoding: changed.json, as: UTF8.self) : "\(user) is now \(email)")
    }
}
