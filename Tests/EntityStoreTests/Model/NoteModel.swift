@testable import EntityStore

/// What a store of notes should answer, kept in a plain dictionary.
struct NoteModel {
    private(set) var notes: [ID<Note>: Note] = [:]

    var ids: [ID<Note>] { notes.keys.sorted() }

    /// Who has the slug of `note`, if another note does.
    func conflict(with note: Note) -> ID<Note>? {
        notes.values.first { $0.slug == note.slug && $0.id != note.id }?.id
    }

    mutating func put(_ note: Note) { notes[note.id] = note }
    mutating func remove(_ id: ID<Note>) { notes[id] = nil }

    /// What a query of these parts wants, in `order`.
    func matches(tag: String?, author: UInt64?, order: Order) -> [ID<Note>] {
        let found = notes.values.filter { (tag == nil || $0.tag == tag) && (author == nil || $0.author == author) }
        return found.map(\.id).sorted { order == .oldest ? $0 < $1 : $0 > $1 }
    }

    /// The tags that begin with `prefix`, how many notes have each, and the newest of them.
    func tags(prefix: [UInt8]) -> [IndexKeyCount<Note>] {
        let tagged = Dictionary(grouping: notes.values.filter { !$0.tag.isEmpty }) { Array($0.tag.utf8) }
        return tagged.filter { $0.key.starts(with: prefix) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map { IndexKeyCount(key: $0.key, count: $0.value.count, newest: $0.value.map(\.id).max() ?? ID(.least)) }
    }
}
