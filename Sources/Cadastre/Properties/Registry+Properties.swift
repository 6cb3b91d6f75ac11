public import EntityStore

extension Registry {
    /// How many bytes of properties one page holds: it ends with the property that reaches this.
    static let maximumPageByteCount = 1_024 * 1_024

    /// A page of properties, as `{"items":[…],"next":…}`. Nothing is decoded: the stored bytes are the answer.
    ///
    /// - Throws: `.malformed` where `after` is not the next of the same query.
    public func properties(_ query: PropertyQuery, as caller: Caller) throws(RegistryError) -> ListAnswer {
        try withPage(query, as: caller) { page in
            let next = page.next?.description
            let count = ListWriter<MemoryTarget>.byteCount(ofItems: page.byteCount, count: page.count, next: next)
            return ListAnswer(json: MemoryTarget.filled(count) { page.write(next: next, into: $0) }, next: next)
        }
    }

    /// As ``properties(_:as:)``, without a copy in between.
    ///
    /// - Returns: ``ListAnswer/next``
    public func properties(
        _ query: PropertyQuery, as caller: Caller, into target: some AnswerTarget
    ) throws(RegistryError) -> String? {
        try withPage(query, as: caller) { page in
            let next = page.next?.description
            // Answers are long: one that has to grow is copied again.
            target.makeRoom(
                for: ListWriter<MemoryTarget>.byteCount(ofItems: page.byteCount, count: page.count, next: next))
            page.write(next: next, into: target)
            return next
        }
    }

    private func withPage<Result>(
        _ query: PropertyQuery, as caller: Caller, _ body: (borrowing LentPage<Property>) -> Result
    ) throws(RegistryError) -> Result {
        try read(as: caller) { transaction in
            try transaction.withPage(
                of: Property.self, where: query.filter, order: query.order, limit: query.limit,
                maximumBytes: Self.maximumPageByteCount, after: query.after, body)
        }
    }

    /// One property.
    ///
    /// - Throws: `.notFound`
    public func property(_ id: ID<Property>, as caller: Caller) throws(RegistryError) -> Stored<Property> {
        try read(as: caller) { transaction in try transaction.requireProperty(id) }
    }

    /// Lends the bytes of one property to `body`, which must not keep them: the fastest way to answer with it.
    ///
    /// - Parameter body: Gets the property's revision and JSON. It runs inside a snapshot, so it must be short.
    /// - Throws: `.notFound`
    public func withProperty<Result>(
        _ id: ID<Property>, as caller: Caller, _ body: (Revision, UnsafeRawBufferPointer) -> Result
    ) throws(RegistryError) -> Result {
        try read(as: caller) { transaction in
            let result = try transaction.withRecord(id) { record in body(record.revision, record.json) }
            guard let result else { throw Self.noSuchProperty }
            return result
        }
    }

    /// Makes a property. It is the caller's.
    ///
    /// - Parameter owner: Whose it is to be, for the operator, who owns nothing; a user makes only their own.
    /// - Throws: `.unauthenticated`; `.invalid` where there is no such type, or the whole is above 256 KiB of JSON;
    ///   `.forbidden` where a user names another owner; `.notFound` where there is no such owner; `.conflict` where the
    ///   user has as many as one may have.
    public func createProperty(
        _ draft: PropertyDraft, ownedBy owner: ID<User>? = nil, as caller: Caller
    ) -> Write<Stored<Property>> {
        prepare(as: caller) {
            guard let owner = owner ?? caller.userID else {
                throw caller == .anonymous ? RegistryError.unauthenticated(.missing) : .misuse("Name the owner.")
            }
            let prepared = try PreparedInsert(draft.property(ownedBy: owner, at: clock.now))
            try Property.requireRoom(for: prepared.jsonCount)
            return change(as: caller) { [allowance] transaction, standing in
                try transaction.requireType(draft.type)
                try standing.requireSelf(owner)
                guard try transaction.contains(owner) else {
                    throw RegistryError.notFound("There is no user with this id to own the property.")
                }
                try allowance.requireRoom(forOneOf: owner, madeBy: standing, in: transaction)
                return try transaction.insert(prepared)
            }
        }
    }

    static let noSuchProperty = RegistryError.notFound("There is no property with this id.")
}

extension LentPage {
    /// Writes the page as a list.
    ///
    /// - Parameter next: The text of its cursor.
    fileprivate borrowing func write(next: String?, into target: some AnswerTarget) {
        var list = ListWriter(into: target)
        forEachJSON { list.append($0) }
        list.finish(next: next)
    }
}
