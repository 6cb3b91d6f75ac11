import EntityStore

/// The types that a transaction has seen to be there, so that each is looked up once.
///
/// It must end with its transaction, and be emptied where that takes types away: then nothing in it is ever stale.
struct KnownTypes {
    private var slugs: Set<Slug> = []

    /// Whether there is a type of this slug.
    mutating func contains(_ slug: Slug, in transaction: borrowing WriteTransaction) throws -> Bool {
        if slugs.contains(slug) { return true }
        guard try transaction.type(slug) != nil else { return false }
        slugs.insert(slug)
        return true
    }

    /// Must be called before a type goes.
    mutating func forget() { slugs = [] }
}
