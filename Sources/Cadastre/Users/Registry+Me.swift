public import EntityStore

extension Registry {
    /// The caller, whole.
    ///
    /// - Throws: `.unauthenticated`
    public func me(as caller: Caller) throws(RegistryError) -> Stored<User> {
        try read(as: caller) { transaction, standing in try transaction.requireUser(try standing.requireUser()) }
    }

    /// As ``me(as:)``, into `target` without a copy in between.
    ///
    /// - Returns: The state of the user.
    public func me(as caller: Caller, into target: some AnswerTarget) throws(RegistryError) -> Revision {
        try read(as: caller) { transaction, standing in
            let revision = try transaction.withRecord(try standing.requireUser()) { user in
                target.append(user.json)
                return user.revision
            }
            guard let revision else { throw Self.noSuchUser }
            return revision
        }
    }

    /// Changes the names or the birth date of the caller. Nobody changes an e-mail address or a role by this.
    ///
    /// Where nothing changes, nothing is written and the version stays.
    ///
    /// - Parameter ifMatch: What must be true of the user that is there.
    /// - Throws: `.malformed`, `.invalid`, `.unauthenticated`, `.stale`
    public func patchMe(
        with patch: MergePatch, ifMatch: Precondition = .none, as caller: Caller
    ) -> Write<Stored<User>> {
        prepare(as: caller) {
            let fields = try UserFields(patch, today: CalendarDate(clock.now))
            return change(as: caller) { [clock] transaction, standing in
                let stored = try transaction.requireUser(try standing.requireUser())
                try ifMatch.require(stored.header)
                try fields.fixed.requireUnchanged(in: stored.json)
                let current = try stored.decoded()
                let changed = current.changed(
                    firstName: fields.firstName, lastName: fields.lastName, birthDate: fields.birthDate,
                    at: clock.moment(after: stored.header.updatedAt))
                return changed.hasContent(of: current) ? stored : try transaction.put(changed)
            }
        }
    }

    /// Removes the caller and all that it owns, in one transaction, and ends its tokens.
    ///
    /// - Throws: `.unauthenticated`; `.stale`; `.conflict` above 20,000 properties.
    public func deleteMe(ifMatch: Precondition = .none, as caller: Caller) -> Write<Void> {
        change(as: caller, isAlone: true) { transaction, standing in
            let stored = try transaction.requireUser(try standing.requireUser())
            try ifMatch.require(stored.header)
            try transaction.deleteUser(stored.id)
        }
    }

    /// Gives the caller another password, and ends every session and token of theirs, this one too.
    ///
    /// Hashes twice, which takes tens of milliseconds of a core: call it on a thread that may block.
    ///
    /// - Parameter address: Where the request comes from; `nil` where the door knows none.
    /// - Throws: `.unauthenticated`; `.invalid` where the new one is little more than the user's names or address;
    ///   `.forbidden` for a wrong current password, which counts as a failed login; `.throttled`; `.busy`.
    public func changePassword(
        _ change: PasswordChange, as caller: Caller, from address: NetworkAddress? = nil
    ) throws(RegistryError) {
        let (user, credential) = try read(as: caller) { transaction, standing in
            let user = try transaction.requireUser(try standing.requireUser())
            return (try user.decoded(), try transaction.credential(of: user.id))
        }
        try PasswordContext(of: user).require(change.new, as: "newPassword")
        let isRight = try countingFailure(as: user.email.key, from: address) { () throws(RegistryError) in
            try matches(change.current, credential)
        }
        guard isRight else { throw .forbidden("The current password is another one.") }
        let hash = try hash(change.new)
        try self.change(as: caller) { [clock] transaction, standing in
            let user = try standing.requireUser()
            try transaction.renewCredential(of: user, hash, at: clock.now)
            try transaction.endSessions(of: user)
        }.commit()
    }
}
