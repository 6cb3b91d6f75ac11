import EntityStore

/// One property of a table.
struct TableStep: ImportStep {
    let line: Int
    let id: ExternalID
    let owner: ExternalID
    let draft: PropertyDraft
    /// The property's type as it is made where it is not there, or why it is not made.
    let newType: Result<TypeDraft, ImportFlaw>
    let updates: Bool

    /// What is to be done for the row. An owner that is `nil` is to be made.
    private enum Plan {
        case nothing
        case insert(PreparedInsert<Property>, owner: ID<User>?)
        case update(Property, owner: ID<User>?)
    }

    var byteCount: Int { draft.byteCount }

    func apply(
        in transaction: borrowing WriteTransaction, at moment: Timestamp, knowing types: inout KnownTypes
    ) throws -> ImportOutcome {
        let plan = try plan(in: transaction, at: moment)
        if case .nothing = plan { return ImportOutcome(change: .unchanged) }
        if try !types.contains(draft.type, in: transaction) {
            let (slug, newType) = (draft.type, try newType.get())
            try transaction.insert { PropertyType(id: $0, slug: slug, label: newType.label, at: moment) }
        }
        switch plan {
        case .nothing: return ImportOutcome(change: .unchanged)
        case .insert(let prepared, .some):
            try transaction.insert(prepared)
            return ImportOutcome(change: .added)
        case .insert(_, nil):
            let owner = try transaction.insertImportedUser(owner, at: moment)
            try transaction.insert(PreparedInsert(draft.property(ownedBy: owner, at: moment, importedFrom: id)))
            return ImportOutcome(change: .added, users: 1)
        case .update(let property, let known):
            let owner = try known ?? transaction.insertImportedUser(owner, at: moment)
            try transaction.put(property.owned(by: owner))
            return ImportOutcome(change: .updated, users: known == nil ? 1 : 0)
        }
    }

    func preview(
        in transaction: borrowing ReadTransaction, at moment: Timestamp, after preview: inout ImportPreview
    ) throws -> ImportOutcome {
        let plan = try plan(in: transaction, at: moment, madeTypes: preview.types)
        preview.types.insert(draft.type)
        let change: ImportOutcome.Change =
            switch plan {
            case .nothing: .unchanged
            case .insert: preview.properties.insert(id).inserted ? .added : .unchanged
            case .update: preview.properties.insert(id).inserted ? .updated : .unchanged
            }
        switch plan {
        case .insert(_, nil), .update(_, nil):
            return ImportOutcome(change: change, users: preview.users.insert(owner).inserted ? 1 : 0)
        default: return ImportOutcome(change: change)
        }
    }

    /// Compares the row with the store, and finds what is wrong with it there.
    ///
    /// - Throws: ``ImportFlaw``
    private func plan(
        in transaction: borrowing some StoreTransaction & ~Copyable, at moment: Timestamp, madeTypes: Set<Slug> = []
    ) throws -> Plan {
        let stored = try transaction.firstStored(where: Property.byExternalID == id)
        if stored != nil, !updates { return .nothing }
        if try !madeTypes.contains(draft.type) && transaction.type(draft.type) == nil { _ = try newType.get() }
        let owner = try transaction.ids(where: User.byExternalID == owner, limit: 1).first
        guard let stored else {
            // Every id has the same length, so that of an owner who is not there yet changes no bound.
            let property = draft.property(ownedBy: owner ?? .unassigned, at: moment, importedFrom: id)
            return .insert(try Self.prepared(property), owner: owner)
        }
        let current = try stored.decoded()
        let changed = current.imported(
            draft, at: max(moment, Timestamp(milliseconds: current.updatedAt.milliseconds + 1)))
        if current.ownerID == owner, changed.hasContent(of: current) { return .nothing }
        _ = try Self.prepared(changed)
        return .update(changed, owner: owner)
    }

    private static func prepared(_ property: Property) throws -> PreparedInsert<Property> {
        let prepared = try PreparedInsert(property)
        do throws(RegistryError) {
            try Property.requireRoom(for: prepared.jsonCount)
        } catch {
            guard case .invalid(let errors) = error else { throw error }
            throw ImportFlaw(errors)
        }
        return prepared
    }
}

extension PropertyDraft {
    /// How many bytes its texts have.
    fileprivate var byteCount: Int {
        rooms.reduce(name.utf8.count + description.utf8.count + city.utf8.count) { $0 + $1.byteCount }
    }
}

extension RoomDraft {
    /// How many bytes its texts have.
    fileprivate var byteCount: Int {
        features.all.reduce(name.utf8.count + kind.utf8.count) { sum, feature in
            guard case .text(let text) = feature.value else { return sum + feature.name.utf8.count }
            return sum + feature.name.utf8.count + text.utf8.count
        }
    }
}
