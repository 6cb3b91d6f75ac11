import ArgumentParser
import Cadastre
import StrictJSON

/// `cadastre seed`: demo data.
struct SeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed",
        abstract: "Fill the store with demo data.",
        discussion: """
            Makes the store if there is none. The same --seed gives the same people, homes and rooms; a second time \
            makes only what is missing. The first \(DemoRegister.loginCount) users get random passwords, which are \
            printed and kept in demo-logins.txt in the store's directory; the others can't log in.
            """
    )

    @OptionGroup var store: StoreArguments

    @Option(help: ArgumentHelp("What the data follow from.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("How many users there are to be.", valueName: "count"))
    var users = 20

    @Option(help: ArgumentHelp("How many properties there are to be.", valueName: "count"))
    var properties = 500

    @Flag(help: "Make an admin too.")
    var withAdmin = false

    @Flag(help: "Also with the production configuration.")
    var force = false

    @Flag(help: "Answer with one line of JSON.")
    var json = false

    func validate() throws {
        guard (1...1_000_000).contains(users) else { throw ValidationError("--users must be from 1 to 1000000.") }
        guard (0...100_000_000).contains(properties) else {
            throw ValidationError("--properties must be from 0 to 100000000.")
        }
    }

    func run() throws {
        if try store.settings().profile == .production, !force {
            throw CommandFailure(
                .usage, "Production refuses demo data, whose users could log in: if it is meant, say --force.")
        }
        let register = try OpenRegister(store, missing: .make)
        let progress = ProgressBar("Seeding \(register.path)")
        var demo = DemoRegister(register, seed: seed)
        if withAdmin { try demo.addAdmin() }
        try demo.addUsers(users, progress)
        try demo.addProperties(properties, ofUsers: users, progress)
        progress.clear()
        register.close()
        if json {
            try Console.answer(JSONLine.text(of: Self.json(of: demo)))
        } else {
            try answer(demo, at: register.path, in: progress.elapsed)
        }
    }

    private func answer(_ demo: DemoRegister, at path: String, in time: Duration) throws(CommandFailure) {
        try Console.answer(
            """
            \(path): \(Quantity.counted(demo.users, "user", "users")) and \
            \(Quantity.counted(demo.properties, "property", "properties")) made (\(Quantity.time(time)))
            """)
        guard !demo.logins.added.isEmpty else { return }
        try Console.answer("Logins, also in \(demo.logins.path):")
        for login in demo.logins.added { try Console.answer("  \(login.email)  \(login.password)") }
    }

    private static func json(of demo: DemoRegister) -> JSONValue {
        [
            "users": .integer(Int64(demo.users)), "properties": .integer(Int64(demo.properties)),
            "logins": .array(
                demo.logins.added.map { ["email": .string($0.email), "password": .string($0.password)] }),
        ]
    }
}
