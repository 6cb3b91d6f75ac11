public import EntityStore
import StrictJSON

extension Registry {
    /// Every type, by its id, as `{"items":[…]}`.
    ///
    /// - Throws: `.unauthenticated` for a caller who is no longer who they were, as every operation.
    public func types(as caller: Caller) throws(RegistryError) -> ListAnswer {
        let target = ArrayTarget()
        try types(as: caller, into: target)
        return ListAnswer(json: target.bytes, next: nil)
    }

    /// As ``types(as:)``, without a copy in between.
    public func types(as caller: Caller, into target: some AnswerTarget) throws(RegistryError) {
        try read(as: caller) { transaction in
            var list = ListWriter(into: target)
            try transaction.forEachType { list.append($0.json) }
            list.finish()
        }
    }

    /// One type.
    ///
    /// - Parameter slug: Its id; what is no slug is not found.
    /// - Throws: `.notFound`
    public func type(_ slug: String, as caller: Caller) throws(RegistryError) -> Stored<PropertyType> {
        try read(as: caller) { transaction in
            guard let type = try Slug(slug).flatMap({ try transaction.type($0) }) else { throw Self.noSuchType }
            return type
        }
    }

    /// As ``type(_:as:)``, into `target` without a copy in between.
    public func type(
        _ slug: String, as caller: Caller, into target: some AnswerTarget
    ) throws(RegistryError) {
        try read(as: caller) { transaction in
            guard let slug = Slug(slug),
                let id = try transaction.ids(where: PropertyType.bySlug == slug, limit: 1).first,
                try transaction.withRecord(id, { target.append($0.json) }) != nil
            else { throw Self.noSuchType }
        }
    }

    /// Makes a type, or gives the one that is there another label.
    ///
    /// - Throws: `.forbidden` for all but admins; `.notFound` where `slug` is none; `.invalid` where the draft names
    ///   another id.
    public func putType(_ slug: String, _ draft: TypeDraft, as caller: Caller) -> Write<PutOutcome<PropertyType>> {
        change(as: caller) { [clock] transaction, standing in
            if let id = draft.id, !id.description.isByteEqual(to: slug) {
                throw RegistryError.invalid([FieldError("id", "must be the id in the path, or be left out")])
            }
            try standing.requireAdmin(to: "change types")
            guard let slug = Slug(slug) else {
                throw RegistryError.notFound("No type can have this id: an id \(Slug.rule).")
            }
            guard let stored = try transaction.type(slug) else {
                let type = try transaction.insert {
                    PropertyType(id: $0, slug: slug, label: draft.label, at: clock.now)
                }
                return PutOutcome(stored: type, isNew: true)
            }
            let type = try stored.decoded()
            if type.label.isByteEqual(to: draft.label) { return PutOutcome(stored: stored, isNew: false) }
            let changed = type.relabelled(draft.label, at: clock.moment(after: stored.header.updatedAt))
            return PutOutcome(stored: try transaction.put(changed), isNew: false)
        }
    }

    /// Removes a type that no property has.
    ///
    /// - Throws: `.forbidden` for all but admins; `.notFound`; `.conflict` while a property has it.
    public func deleteType(_ slug: String, as caller: Caller) -> Write<Void> {
        change(as: caller) { transaction, standing in
            try standing.requireAdmin(to: "remove types")
            guard let slug = Slug(slug), let type = try transaction.type(slug) else { throw Self.noSuchType }
            let uses = try transaction.count(of: Property.self, where: Property.byType == slug)
            if uses > 0 {
                throw RegistryError.conflict("Properties have this type (\(uses)). Give them another one first.")
            }
            _ = try transaction.delete(type.id)
        }
    }

    private static let noSuchType = RegistryError.notFound("There is no type with this id.")
}

/// What became of a record that was put under an id of the caller's choice.
public struct PutOutcome<E: Entity>: Sendable {
    /// The record as stored.
    public let stored: Stored<E>
    /// Whether there was none before.
    public let isNew: Bool
}
