public import EntityStore

// What only the operator does to users: whoever can open the directory. No request leads here.
extension Registry {
    /// The user who has an e-mail address, whatever the case of its letters.
    ///
    /// - Throws: `.notFound`
    public func user(withEmail email: String) throws(RegistryError) -> Stored<User> {
        try read(as: .operator) { transaction in
            let address = try? EmailAddress(email, reserved: .allowed)
            guard let address, let user = try transaction.firstStored(where: User.byEmail == address.key) else {
                throw RegistryError.notFound("There is no user with this e-mail address.")
            }
            return user
        }
    }

    /// Gives a user another e-mail address. Its tokens and sessions stay.
    ///
    /// - Throws: `.invalid` for what is no address; `.notFound`; `.conflict` where another user has it.
    public func setEmail(_ email: String, of id: ID<User>) -> Write<Stored<User>> {
        prepare(as: .operator) {
            let address: EmailAddress
            do throws(EmailAddressFailure) {
                address = try EmailAddress(email)
            } catch {
                throw RegistryError.invalid([FieldError("email", error.message)])
            }
            return changeUser(id) { transaction, user, moment in
                try transaction.requireFree(address, for: id)
                return user.changed(email: address, at: moment)
            }
        }
    }

    /// Gives a user another role, and ends its tokens: the next ones say the new role. Its sessions stay.
    ///
    /// - Throws: `.notFound`
    public func setRole(_ role: Role, of id: ID<User>) -> Write<Stored<User>> {
        changeUser(id) { transaction, user, moment in
            if user.role != role { try transaction.renewCredential(of: id, at: moment) }
            return user.changed(role: role, at: moment)
        }
    }

    /// Gives a user a password, also one that an import made without, and ends its tokens and sessions.
    ///
    /// Hashes the password: call it on a thread that may block.
    ///
    /// - Throws: `.invalid` for what is no password, among the most common, or little more than the user's names or
    ///   address; `.notFound`; `.busy`.
    public func setPassword(_ password: String, of id: ID<User>) throws(RegistryError) {
        let complaint = Password.complaint(aboutChoice: password)
        guard complaint == nil, let password = Password(password) else {
            throw .invalid([FieldError("password", complaint ?? Password.rule)])
        }
        let user = try read(as: .operator) { transaction in try transaction.requireUser(id).decoded() }
        try PasswordContext(of: user).require(password, as: "password")
        let hash = try hash(password)
        try Write(in: store) { [clock] transaction in
            try transaction.requireUser(id)
            try transaction.renewCredential(of: id, hash, at: clock.now)
            try transaction.endSessions(of: id)
        }.commit()
    }

    /// Removes a user and all that it owns, however much: in batches, the user last, so that others write meanwhile.
    ///
    /// The user can do nothing more from the first batch on. Where it is interrupted, it can be done again.
    ///
    /// - Parameter progress: Told after each batch how many properties have gone so far.
    /// - Returns: How many properties have gone.
    /// - Throws: `.notFound`
    @discardableResult
    public func deleteUserInBatches(
        _ id: ID<User>, progress: (Int) -> Void = { _ in }
    ) throws(RegistryError) -> Int {
        try Write(in: store) { transaction in
            try transaction.requireUser(id)
            try transaction.deleteCredential(of: id)
        }.commit()
        var total = 0
        while true {
            let count = try Write(in: store, isAlone: true) { transaction in
                let count = try transaction.deleteSomeProperties(of: id)
                if count == 0 { try transaction.deleteUser(id) }
                return count
            }.commit()
            if count == 0 { return total }
            total += count
            progress(total)
        }
    }

    /// Changes a user; where nothing changes, nothing is written.
    private func changeUser(
        _ id: ID<User>, _ change: @escaping @Sendable (borrowing WriteTransaction, User, Timestamp) throws -> User
    ) -> Write<Stored<User>> {
        Write(in: store) { [clock] transaction in
            let stored = try transaction.requireUser(id)
            let current = try stored.decoded()
            let changed = try change(transaction, current, clock.moment(after: stored.header.updatedAt))
            return changed.hasContent(of: current) ? stored : try transaction.put(changed)
        }
    }
}
