import EntityStore

/// The entity that most tests of the store keep: a plain index, a unique one, one that not all are in, and a join.
struct Note: Entity, Equatable {
    static let collection: CollectionName = "notes"
    static let byTag = Index<Note, String>("tag") { $0.tag.isEmpty ? nil : $0.tag }
    static let byAuthor = Index<Note, UInt64>("author") { $0.author }
    static let bySlug = Index<Note, String>("slug", unique: true) { $0.slug }
    static let indexes: [any EntityIndex<Note>] = [byTag, byAuthor, bySlug]

    let id: ID<Note>
    var slug: String
    var tag = ""
    var author: UInt64 = 0
    var text = ""
}
