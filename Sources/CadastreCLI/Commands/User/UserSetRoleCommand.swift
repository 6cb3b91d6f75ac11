import ArgumentParser
import Cadastre

/// `cadastre user set-role`
struct UserSetRoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-role", abstract: "Give a user another role. Tokens end, sessions stay.")

    @OptionGroup var store: StoreArguments

    @OptionGroup var who: UserArgument

    @Argument(help: "user or admin.")
    var role: Role

    @Flag(help: "Answer with the user as JSON.")
    var json = false

    func run() throws {
        let register = try OpenRegister(store, missing: .refuse)
        defer { register.close() }
        let user = try who.find(in: register.registry)
        let changed = try attempt { () throws(RegistryError) in
            try register.registry.setRole(role, of: user).commit()
        }
        try Console.answer(json ? String(decoding: changed.json, as: UTF8.self) : "\(user) is now \(role)")
    }
}
