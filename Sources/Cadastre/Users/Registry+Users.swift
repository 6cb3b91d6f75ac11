public import EntityStore

extension Registry {
    /// What everybody may see of a user: `{"id":…,"firstName":…,"lastName":…}`.
    ///
    /// - Throws: `.notFound`
    public func publicUser(_ id: ID<User>, as caller: Caller) throws(RegistryError) -> [UInt8] {
        try read(as: caller) { transaction, _ in
            guard let summary = try transaction.withRecord(id, { record in [UInt8](record.summary) }) else {
                throw Self.noSuchUser
            }
            return summary
        }
    }

    /// A page of whole users, the newest first, as `{"items":[…],"next":…}`.
    ///
    /// - Throws: `.unauthenticated`; `.forbidden` for all but admins; `.malformed`.
    public func users(_ query: UserQuery, as caller: Caller) throws(RegistryError) -> ListAnswer {
        try read(as: caller) { transaction, standing in
            try standing.requireAdmin(to: "list users")
            var list = ListWriter(capacity: 512 * query.limit)
            let next = try transaction.page(
                of: User.self, where: nil, order: .newest, limit: query.limit,
                maximumBytes: Self.maximumPageByteCount, after: query.after
            ) { record in
                list.append(record.json)
            }
            return list.finish(next: next?.description)
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
}
