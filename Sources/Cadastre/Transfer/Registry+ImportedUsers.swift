public import EntityStore

// The operator's: no request leads here.
extension Registry {
    /// The user that an import knows by an id of a source; `nil` where there is none.
    public func importedUser(_ id: String, of source: String) throws(RegistryError) -> Stored<User>? {
        let externalID = try Self.externalID(id, of: source)
        return try read(as: .operator) { transaction in
            try transaction.firstStored(where: User.byExternalID == externalID)
        }
    }

    /// Makes a user that a source describes, and that imports from this source then know as an owner.
    ///
    /// Hashes the password of a user who can log in: call it on a thread that may block.
    ///
    /// - Parameters:
    ///   - draft: The user.
    ///   - id: What the source calls it.
    ///   - canLogIn: Whether the draft's password is its password. Otherwise it has none.
    /// - Throws: `.conflict` where another user has the e-mail address, or the source's id; `.busy`.
    public func importUser(
        _ draft: SignUp, role: Role = .user, as id: String, of source: String, canLogIn: Bool
    ) throws(RegistryError) -> Stored<User> {
        let externalID = try Self.externalID(id, of: source)
        let hash = canLogIn ? try hash(draft.password) : nil
        return try Write(in: store) { [clock] transaction in
            let now = clock.now
            try transaction.requireFree(draft.email)
            let user = try transaction.insert { id in
                var user = draft.user(id, role: role, at: now)
                user.externalID = externalID
                return user
            }
            if let hash { try transaction.insert(existing: Credential(of: user.id, hash, at: now)) }
            return user
        }.commit()
    }

    private static func externalID(_ id: String, of source: String) throws(RegistryError) -> ExternalID {
        if let externalID = ExternalID(source: source, value: id) { return externalID }
        throw .invalid([FieldError("id", "must not be empty or very long")])
    }
}
