import ArgumentParser

/// `cadastre user`: what the operator does to users.
struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add, list, change and delete users.",
        subcommands: [
            UserAddCommand.self, UserListCommand.self, UserSetEmailCommand.self, UserSetPasswordCommand.self,
            UserSetRoleCommand.self, UserEndSessionsCommand.self, UserDeleteCommand.self,
        ]
    )
}
