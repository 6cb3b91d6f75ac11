import EntityStore

extension Registry {
    /// The credential of the user whose address and password these are.
    ///
    /// An address that nobody has takes the same time and gets the same answer as a wrong password.
    ///
    /// - Throws: `.throttled`, `.busy`, `.unauthenticated`
    func verify(_ credentials: Credentials, from address: NetworkAddress?) throws(RegistryError) -> Credential {
        var found: Credential?
        let isRight = try countingFailure(as: credentials.key, from: address) { () throws(RegistryError) in
            found = try read(as: .anonymous) { transaction, _ in
                guard let email = credentials.emailAddress,
                    let user = try transaction.ids(where: User.byEmail == email.key, limit: 1).first
                else { return nil }
                return try transaction.credential(of: user)
            }
            return try matches(credentials.password, found)
        }
        guard isRight, let found else { throw .unauthenticated(.wrongCredentials) }
        return found
    }

    /// Makes a try at a user's password, which is counted where it fails.
    ///
    /// - Parameter attempt: Tells whether the password was right. What it throws is no failure.
    /// - Throws: `.throttled` without trying.
    func countingFailure(
        as email: String, from address: NetworkAddress?, _ attempt: () throws(RegistryError) -> Bool
    ) throws(RegistryError) -> Bool {
        let count = try throttle.countLogin(as: email, from: address, at: clock.now)
        let isRight: Bool
        do throws(RegistryError) {
            isRight = try attempt()
        } catch {
            count.takeBack(at: clock.now)
            throw error
        }
        if isRight { count.takeBack(at: clock.now) }
        return isRight
    }

    /// Whether a text is the password of a credential: the same work where there is no credential, and where the text
    /// can be nobody's password.
    ///
    /// - Throws: `.busy`
    func matches(_ text: String, _ credential: Credential?) throws(RegistryError) -> Bool {
        let password = Password(text)
        let hash = credential?.hash ?? .decoy
        return try hashing.run { () throws(RegistryError) in
            let isEqual = try hash.matches(password ?? .decoy)
            return isEqual && password != nil && credential != nil
        }
    }

    /// Hashes a password when its turn has come.
    ///
    /// - Throws: `.busy`
    func hash(_ password: Password) throws(RegistryError) -> PasswordHash {
        try hashing.run { () throws(RegistryError) in try PasswordHash(of: password) }
    }
}

extension StoreTransaction where Self: ~Copyable {
    /// What a user logs in with, if anything.
    func credential(of user: ID<User>) throws -> Credential? {
        try get(Credential.id(of: user))
    }
}
