import EntityStore
import TestSupport
import Testing

@testable import Cadastre

/// Somebody who has signed up, and what they know.
struct Login {
    let id: ID<User>
    let email: String
    let password: String

    var credentials: Credentials { Credentials(email: email, password: password) }
}

extension TemporaryRegister {
    /// A user with a real password.
    func signUp(_ name: String, role: Role = .user, password: String? = nil) throws -> Login {
        let password = password ?? "the password of \(name)"
        let email = "\(name)@example.org"
        let draft = try SignUp(email: email, password: password, firstName: name, lastName: "Test")
        let user = try registry.createUser(draft, role: role)
        return Login(id: user.id, email: email, password: password)
    }

    /// A user as an import makes one: without a password.
    @discardableResult
    func importUser(_ email: String) throws -> ID<User> {
        let email = try EmailAddress(email, reserved: .allowed)
        let moment = clock.now
        return try registry.store.write { transaction in
            try transaction.insert { id in
                User(
                    id: id, email: email, firstName: "Host", lastName: "7", birthDate: nil, role: .user,
                    createdAt: moment, updatedAt: moment, version: 1)
            }.id
        }
    }

    /// A session of somebody's, begun without the work of hashing a password.
    func session(of user: ID<User>) throws -> TokenPair {
        let moment = clock.now
        return try registry.store.write { transaction in
            let credential = try #require(try transaction.credential(of: user))
            let token = try transaction.beginSession(of: user, at: moment)
            return try transaction.tokenPair(for: credential, token, at: moment)
        }
    }

    /// The caller that a new access token of somebody stands for.
    func caller(_ login: Login) throws -> Caller {
        try registry.authenticate(bearer: registry.login(login.credentials).accessToken)
    }

    /// How many sessions somebody has.
    func sessionCount(of user: ID<User>) throws -> Int {
        try registry.store.read { try $0.count(where: RefreshFamily.byUser == user) }
    }

    /// How many records each of the collections about users has.
    func recordCounts() throws -> [Int] {
        try registry.store.read { transaction in
            [
                try transaction.count(of: User.self), try transaction.count(of: Credential.self),
                try transaction.count(of: RefreshFamily.self), try transaction.count(of: Property.self),
            ]
        }
    }
}

/// What a body throws, if it throws.
func refusal(_ body: () throws(RegistryError) -> Void) -> RegistryError? {
    do throws(RegistryError) {
        try body()
        return nil
    } catch {
        return error
    }
}
