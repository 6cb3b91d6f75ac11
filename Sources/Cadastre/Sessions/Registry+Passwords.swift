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
            found = try read(as: .anonymous) { transaction in
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
    /// - Throws: `.throttled`, `.busy` or `.misuse` without trying.
    func countingFailure(
        as email: String, from address: NetworkAddress?, _ attempt: () throws(RegistryError) -> Bool
    ) throws(RegistryError) -> Bool {
        try requireWritable()
        let count = try throttle.countLogin(as: email, from: address, at: clock.now)
        var isFailure = false
        defer { count.end(counts: isFailure, at: clock.now) }
        isFailure = try !attempt()
        return !isFailure
    }

    /// Refuses what ends in a write where nobody can write, before a password is hashed or a try is counted: a register
    /// that is open for reading alone has no throttle, and a forked process may not take its locks.
    ///
    /// - Throws: `.misuse`
    func requireWritable() throws(RegistryError) {
        try read(as: .anonymous) { _ in }
        if store.options.isReadOnly {
            throw .misuse("The register is open for reading alone: nobody can sign up, log in or change a password.")
        }
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

    /// The password hashed with today's costs, where the stored hash has others.
    ///
    /// - Throws: `.busy`
    func rehash(_ text: String, _ credential: Credential) throws(RegistryError) -> PasswordHash? {
        guard !credential.hash.isCurrent, let password = Password(text) else { return nil }
        return try hash(password)
    }
}

extension StoreTransaction where Self: ~Copyable {
    /// What a user logs in with, if anything.
    func credential(of user: ID<User>) throws -> Credential? {
        try get(Credential.id(of: user))
    }
}
