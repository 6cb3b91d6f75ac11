import Cadastre
import StrictJSON

/// Fills a register with demo users and properties: the same ones for the same seed, but for ids, times and passwords.
///
/// They are known by external ids, so that seeding twice makes nothing twice.
struct DemoRegister {
    /// How many of the users get a password.
    static let loginCount = 10

    private let registry: Registry
    private let seed: UInt64
    private(set) var logins: DemoLogins
    /// How many users were made.
    private(set) var users = 0
    /// How many properties were made.
    private(set) var properties = 0

    private var source: String { "demo-\(seed)" }

    init(_ register: OpenRegister, seed: UInt64) {
        registry = register.registry
        self.seed = seed
        logins = DemoLogins(inStore: register.path)
    }

    /// Makes the users that are not there yet.
    mutating func addUsers(_ count: Int, _ progress: ProgressBar) throws(CommandFailure) {
        for index in 0..<count {
            let person = DemoPerson(seed: seed, index: index)
            try add(person, as: Self.userID(index), canLogIn: index < Self.loginCount)
            progress.update(Double(index) / Double(count), Quantity.counted(index, "user", "users"))
        }
    }

    /// Makes the admin who is not there yet.
    mutating func addAdmin() throws(CommandFailure) {
        try add(DemoPerson(adminOf: seed), as: "admin", role: .admin, canLogIn: true)
    }

    private mutating func add(
        _ person: DemoPerson, as id: String, role: Role = .user, canLogIn: Bool
    ) throws(CommandFailure) {
        let source = source
        let known = try attempt { () throws(RegistryError) in try registry.importedUser(id, of: source) }
        guard known == nil else { return }
        // A user who can't log in has a password in the draft only.
        let password = canLogIn ? try logins.add(person.email) : "not a password"
        _ = try attempt { () throws(RegistryError) in
            let draft = try SignUp(
                email: person.email, password: password, firstName: person.firstName, lastName: person.lastName,
                birthDate: person.birthDate)
            return try registry.importUser(draft, role: role, as: id, of: source, canLogIn: canLogIn)
        }
        users += 1
    }

    /// Makes the properties that are not there yet, each of one of the first `users` users.
    mutating func addProperties(_ count: Int, ofUsers users: Int, _ progress: ProgressBar) throws(CommandFailure) {
        let source = source
        let table = try attempt { () throws(RegistryError) in try TableImport(into: registry, source: source) }
        var rejections: [ImportRejection] = []
        for index in 0..<count {
            let home = DemoHome(seed: seed, index: index)
            rejections += try attempt { () throws(RegistryError) in
                try table.add(
                    home.propertyDraft(), id: "property-\(index)", owner: Self.userID(home.ownerIndex(among: users)),
                    line: index + 1)
            }
            progress.update(Double(index) / Double(count), Quantity.counted(index, "property", "properties"))
        }
        rejections += try attempt { () throws(RegistryError) in try table.finish() }
        if let rejection = rejections.first {
            let flaws = rejection.errors.map(\.description).joined(separator: "; ")
            throw CommandFailure(.refused, "Property \(rejection.line) can't be made: \(flaws).")
        }
        properties = table.summary.added
    }

    private static func userID(_ index: Int) -> String { "user-\(index)" }
}
