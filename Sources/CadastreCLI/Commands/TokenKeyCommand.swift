import ArgumentParser
import Cadastre

/// `cadastre token-key`: what access tokens are signed with.
struct TokenKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token-key",
        abstract: "Print the key that access tokens are signed with, or make a new one.",
        discussion: "Whoever has the key can be any user: give it only to a service that checks the same tokens.",
        subcommands: [Show.self, Rotate.self],
        defaultSubcommand: Show.self
    )

    /// Prints the key.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the key: 43 characters, to be used as they are as another service's HS256 secret.")

        @OptionGroup var store: StoreArguments

        func run() throws {
            let register = try OpenRegister(store, missing: .refuse)
            defer { register.close() }
            try Console.answer(attempt { () throws(RegistryError) in try register.registry.signingKey() })
        }
    }

    /// Makes a new key.
    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new key and print it; tokens signed with the previous one live out their 15 minutes.")

        @OptionGroup var store: StoreArguments

        @Flag(help: "Refuse tokens signed with the previous key from now on.")
        var now = false

        func run() throws {
            let register = try OpenRegister(store, missing: .refuse)
            defer { register.close() }
            try Console.answer(
                try attempt { () throws(RegistryError) in
                    try register.registry.rotateSigningKey(keepsPrevious: !now).commit()
                })
        }
    }
}
