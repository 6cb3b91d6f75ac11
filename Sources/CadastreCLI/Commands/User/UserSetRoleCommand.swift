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

    func run() throws {
        let register = try OpenRegister(store, missing: .refuse)
        defer { register.close() }
        let user = try who.find(in: register.registry)
        _ = try attempt { () throws(RegistryError) in try register.registry.setRole(role, of: user).commit() }
        try Console.answer("\(user) is now \(role)")
    }
}
