import EntityStore

extension StoreTransaction where Self: ~Copyable {
    /// The type that has a slug, if there is one.
    func type(_ slug: Slug) throws -> Stored<PropertyType>? {
        try firstStored(where: PropertyType.bySlug == slug)
    }

    /// Lends every type to `visit`, in the order of the slugs.
    func forEachType(_ visit: (borrowing LentRecord<PropertyType>) -> Void) throws {
        var next: PageCursor?
        repeat {
            let page = try keys(of: PropertyType.bySlug, limit: 1_000, after: next)
            for type in page.items { _ = try withRecord(type.newest, visit) }
            next = page.next
        } while next != nil
    }

    /// Refuses a property's type that does not exist.
    ///
    /// - Throws: `.invalid`
    func requireType(_ slug: Slug) throws {
        if try type(slug) == nil {
            throw RegistryError.invalid([FieldError("type", "is not the id of a type")])
        }
    }
}
