import ArgumentParser
import Cadastre
import EntityStore

/// Which user a command is about.
struct UserArgument: ParsableArguments {
    @Argument(help: "E-mail address or id of the user.")
    var user: String

    /// The user in a register.
    ///
    /// - Throws: `.missing` where there is none.
    func find(in registry: Registry) throws(CommandFailure) -> ID<User> {
        if user.contains("@") {
            return try attempt { () throws(RegistryError) in try registry.user(withEmail: user).id }
        }
        guard let id = ID<User>(user) else {
            throw CommandFailure(.missing, "There is no user \(user): it is neither an e-mail address nor an id.")
        }
        return id
    }
}
