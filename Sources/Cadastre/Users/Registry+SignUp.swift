public import EntityStore

extension Registry {
    /// Makes a user, who can log in at once.
    ///
    /// Hashes the password, which takes tens of milliseconds of a core: call it on a thread that may block.
    ///
    /// - Parameter address: Where the request comes from; `nil` where the door knows none.
    /// - Throws: `.conflict` where another user has the e-mail address; `.throttled` after too many sign-ups from one
    ///   network; `.busy` when too many passwords wait to be hashed.
    public func signUp(_ draft: SignUp, from address: NetworkAddress? = nil) throws(RegistryError) -> Stored<User> {
        try requireWritable()
        let attempt = try throttle.countSignUp(from: address, at: clock.now)
        var isTried = true
        defer { attempt.end(counts: isTried, at: clock.now) }
        do throws(RegistryError) {
            return try create(draft, role: .user)
        } catch {
            if case .busy = error { isTried = false }
            throw error
        }
    }

    /// Makes a user of any role. The operator's: no request leads here.
    ///
    /// Hashes the password: call it on a thread that may block.
    ///
    /// - Throws: `.conflict` where another user has the e-mail address; `.busy`.
    public func createUser(_ draft: SignUp, role: Role) throws(RegistryError) -> Stored<User> {
        try create(draft, role: role)
    }

    private func create(_ draft: SignUp, role: Role) throws(RegistryError) -> Stored<User> {
        // Asked before as well, as it saves the hashing where the address is taken.
        try read(as: .operator) { transaction in try transaction.requireFree(draft.email) }
        let hash = try hash(draft.password)
        return try Write(in: store) { [clock] transaction in
            try transaction.insertUser(draft, hash, role: role, at: clock.now)
        }.commit()
    }
}
