public import EntityStore

extension Registry {
    /// What everybody may see of a user: `{"id":…,"firstName":…,"lastName":…}`.
    ///
    /// - Throws: `.notFound`
    public func publicUser(_ id: ID<User>, as caller: Caller) throws(RegistryError) -> [UInt8] {
        let target = ArrayTarget(capacity: 256)
        try publicUser(id, as: caller, into: target)
        return target.bytes
    }

    /// As ``publicUser(_:as:)``, without a copy in between.
    public func publicUser(
        _ id: ID<User>, as caller: Caller, into target: some AnswerTarget
    ) throws(RegistryError) {
        try read(as: caller) { transaction in
            guard try transaction.withRecord(id, { target.append($0.summary) }) != nil else { throw Self.noSuchUser }
        }
    }

    /// A page of whole users, the newest first, as `{"items":[…],"next":…}`.
    ///
    /// - Throws: `.unauthenticated`; `.forbidden` for all but admins; `.malformed`.
    public func users(_ query: UserQuery, as caller: Caller) throws(RegistryError) -> ListAnswer {
        let target = ArrayTarget(capacity: 512 * query.limit)
        let next = try users(query, as: caller, into: target)
        return ListAnswer(json: target.bytes, next: next)
    }

    /// As ``users(_:as:)``, without a copy in between.
    ///
    /// - Returns: ``ListAnswer/next``
    public func users(
        _ query: UserQuery, as caller: Caller, into target: some AnswerTarget
    ) throws(RegistryError) -> String? {
        try read(as: caller) { transaction, standing in
            try standing.requireAdmin(to: "list users")
            var list = ListWriter(into: target)
            let next = try transaction.page(
                of: User.self, where: nil, order: .newest, limit: query.limit,
                maximumBytes: Self.maximumPageByteCount, after: query.after
            ) { record in
                list.append(record.json)
            }
            list.finish(next: next?.description)
            return next?.description
        }
    }

    /// Removes a user and all that it owns, in one transaction, and ends its tokens.
    ///
    /// - Throws: `.unauthenticated`; `.forbidden` for all but admins; `.notFound`; `.conflict` above 20,000 properties.
    public func deleteUser(_ id: ID<User>, as caller: Caller) -> Write<Void> {
        change(as: caller, isAlone: true) { transaction, standing in
            try standing.requireAdmin(to: "delete users")
            try transaction.requireUser(id)
            try transaction.deleteUser(id)
        }
    }

    /// Ends every session and token of a user, whose password stays: for a device that is lost, or a token that is known.
    ///
    /// - Throws: `.unauthenticated`; `.forbidden` for all but admins; `.notFound`.
    public func endSessions(of id: ID<User>, as caller: Caller) -> Write<Void> {
        change(as: caller) { [clock] transaction, standing in
            try standing.requireAdmin(to: "end somebody's sessions")
            try transaction.requireUser(id)
            try transaction.renewCredential(of: id, at: clock.now)
            try transaction.endSessions(of: id)
        }
    }
}
