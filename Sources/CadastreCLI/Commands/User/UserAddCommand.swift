import ArgumentParser
import Cadastre
import EntityStore

/// `cadastre user add`
struct UserAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make a user, who can log in at once.",
        discussion: "Makes the store if there is none. Without --password-stdin the terminal asks for the password."
    )

    @OptionGroup var store: StoreArguments

    @Option(help: ArgumentHelp("E-mail address to log in with.", valueName: "address"))
    var email: String

    @Option(help: ArgumentHelp("First name.", valueName: "name"))
    var firstName: String

    @Option(help: ArgumentHelp("Last name.", valueName: "name"))
    var lastName: String

    @Option(help: ArgumentHelp("Day of birth, YYYY-MM-DD.", valueName: "date"))
    var birthDate: String?

    @Option(help: ArgumentHelp("What the user may do: user or admin.", valueName: "role"))
    var role = Role.user

    @Flag(help: "Read the password from standard input, less one line break at its end.")
    var passwordStdin = false

    @Flag(help: "Answer with the user as JSON.")
    var json = false

    func run() throws {
        let password = try PasswordInput.read(fromStandardInput: passwordStdin)
        // What is wrong with the user is said before a store is made.
        let draft = try attempt { () throws(RegistryError) in
            try SignUp(
                email: email, password: password, firstName: firstName, lastName: lastName, birthDate: birthDate)
        }
        let register = try OpenRegister(store, missing: .make)
        defer { register.close() }
        let user = try attempt { () throws(RegistryError) in try register.registry.createUser(draft, role: role) }
        try Console.answer(json ? String(decoding: user.json, as: UTF8.self) : "\(email) is user \(user.id)")
    }
}
