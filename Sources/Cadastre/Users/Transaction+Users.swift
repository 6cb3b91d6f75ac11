import EntityStore

extension StoreTransaction where Self: ~Copyable {
    /// A user who must be there.
    ///
    /// - Throws: `.notFound`
    @discardableResult
    func requireUser(_ id: ID<User>) throws -> Stored<User> {
        guard let stored = try stored(id) else { throw Registry.noSuchUser }
        return stored
    }

    /// Refuses an address that another user has.
    ///
    /// - Throws: `.conflict`
    func requireFree(_ email: EmailAddress, for user: ID<User>? = nil) throws {
        if let holder = try first(where: User.byEmail == email.key), holder.id != user {
            throw RegistryError.conflict("Another user has this e-mail address. Use another one.")
        }
    }
}

extension WriteTransaction {
    /// Stores a user with what it logs in with.
    ///
    /// - Throws: `.conflict` where another user has the address.
    func insertUser(_ draft: SignUp, _ hash: PasswordHash, role: Role, at moment: Timestamp) throws -> Stored<User> {
        try requireFree(draft.email)
        let stored = try insert { draft.user($0, role: role, at: moment) }
        try insert(existing: Credential(of: stored.id, hash, at: moment))
        return stored
    }

    /// Raises the generation of a user's credential, so that every token of the user ends.
    ///
    /// - Parameter hash: The new password; `nil` to keep the one that is there.
    func renewCredential(of user: ID<User>, _ hash: PasswordHash? = nil, at moment: Timestamp) throws {
        if let credential = try credential(of: user) {
            try put(credential.renewed(hash, at: moment))
        } else if let hash {
            try insert(existing: Credential(of: user, hash, at: moment))
        }
    }
}

extension Registry {
    static let noSuchUser = RegistryError.notFound("There is no user with this id.")
}
