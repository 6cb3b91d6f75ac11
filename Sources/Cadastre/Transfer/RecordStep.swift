import EntityStore

/// One record of an export. It goes from one list to the next on its way to the store, which is cheap for a class.
final class RecordStep: ImportStep {
    let line: Int
    let byteCount: Int
    let record: ExportRecord

    init(line: Int, byteCount: Int, record: ExportRecord) {
        self.line = line
        self.byteCount = byteCount
        self.record = record
    }

    func apply(
        in transaction: borrowing WriteTransaction, at moment: Timestamp, knowing types: inout KnownTypes
    ) throws -> ImportOutcome {
        switch record {
        case .heading:
            if line == 1 {
                types.forget()
                try transaction.makeRoomForTypes()
            }
            return ImportOutcome(change: .none)
        case .type(let slug, let draft):
            if try transaction.isUnchanged(slug, draft) { return ImportOutcome(change: .unchanged) }
            try transaction.insert { PropertyType(id: $0, slug: slug, label: draft.label, at: moment) }
            return ImportOutcome(change: .added)
        case .user(let user, let hash):
            let record = try PreparedRecord(user)
            if try transaction.isUnchanged(user, record, hash) { return ImportOutcome(change: .unchanged) }
            try Self.insert(record, in: transaction)
            if let hash { try transaction.put(Credential(of: user.id, hash, at: moment)) }
            return ImportOutcome(change: .added, users: 1)
        case .property(let property):
            if try transaction.isStored(property.record) { return ImportOutcome(change: .unchanged) }
            let hasType = try types.contains(property.type, in: transaction)
            try transaction.requireKin(of: property, hasType: hasType)
            try Self.insert(property.record, in: transaction)
            return ImportOutcome(change: .added)
        }
    }

    func preview(
        in transaction: borrowing ReadTransaction, at moment: Timestamp, after preview: inout ImportPreview
    ) throws -> ImportOutcome {
        switch record {
        case .heading:
            if line == 1 { preview.replacesTypes = try transaction.isWithoutUsersAndProperties }
            return ImportOutcome(change: .none)
        case .type(let slug, let draft):
            preview.types.insert(slug)
            let hasGone = try preview.replacesTypes && transaction.type(slug)?.decoded().isDefault == true
            let isThere = try !hasGone && transaction.isUnchanged(slug, draft)
            return ImportOutcome(change: isThere ? .unchanged : .added)
        case .user(let user, let hash):
            if try transaction.isUnchanged(user, PreparedRecord(user), hash) {
                return ImportOutcome(change: .unchanged)
            }
            preview.userIDs.insert(user.id)
            return ImportOutcome(change: .added, users: 1)
        case .property(let property):
            if try transaction.isStored(property.record) { return ImportOutcome(change: .unchanged) }
            let hasType = try preview.types.contains(property.type) || transaction.type(property.type) != nil
            try transaction.requireKin(of: property, hasType: hasType, madeUsers: preview.userIDs)
            if let id = property.record.header.externalID {
                try transaction.requireFree(Property.byExternalID == id, "externalId", "is that of another property")
            }
            return ImportOutcome(change: .added)
        }
    }

    /// Adds a record that is not there, which nobody looks for again.
    private static func insert<E: Entity>(_ record: PreparedRecord<E>, in transaction: borrowing WriteTransaction)
        throws
    {
        do throws(StoreError) {
            try transaction.insert(absent: record)
        } catch {
            switch error {
            case .idFromTheFuture: throw ImportFlaw("id", "must not lie in the future")
            case .duplicate(Property.collection, Property.byExternalID.name, _):
                throw ImportFlaw("externalId", "is that of another property")
            default: throw error
            }
        }
    }
}

extension StoreTransaction where Self: ~Copyable {
    /// Whether the register is new, but for its types.
    fileprivate var isWithoutUsersAndProperties: Bool {
        get throws { try count(of: User.self) == 0 && count(of: Property.self) == 0 }
    }

    /// Whether a type is there as the record has it.
    ///
    /// - Throws: ``ImportFlaw`` where it is there with another label.
    fileprivate func isUnchanged(_ slug: Slug, _ draft: TypeDraft) throws -> Bool {
        guard let type = try type(slug)?.decoded() else { return false }
        guard type.label.isByteEqual(to: draft.label) else {
            throw ImportFlaw("type.label", "differs from that of the type that is there")
        }
        return true
    }

    /// Whether a user is there as the record has it.
    ///
    /// - Throws: ``ImportFlaw`` where the user is there with other content, or something of it is somebody else's.
    fileprivate func isUnchanged(
        _ user: User, _ record: PreparedRecord<User>, _ hash: PasswordHash?
    ) throws -> Bool {
        if try isStored(record) {
            if let hash, try get(Credential.id(of: user.id))?.hash != hash {
                throw ImportFlaw("passwordHash", "differs from that of the user who is there")
            }
            return true
        }
        try requireFree(User.byEmail == user.email.key, "user.email", "is that of another user")
        if let id = user.externalID {
            try requireFree(User.byExternalID == id, "externalId", "is that of another user")
        }
        return false
    }

    /// Refuses a property of a type or an owner that is not there.
    ///
    /// - Throws: ``ImportFlaw``
    fileprivate func requireKin(
        of property: ImportedProperty, hasType: Bool, madeUsers: Set<ID<User>> = []
    ) throws {
        guard hasType else {
            throw ImportFlaw("property.type", "is not the id of a type")
        }
        if try !madeUsers.contains(property.owner) && !contains(property.owner) {
            throw ImportFlaw("property.ownerId", "is not the id of a user")
        }
    }

    fileprivate func requireFree<E: Entity>(_ query: Query<E>, _ field: String, _ message: String) throws {
        if try !ids(where: query, limit: 1).isEmpty { throw ImportFlaw(field, message) }
    }
}

extension StoreTransaction where Self: ~Copyable {
    /// Whether a record is there with the same bytes and the same external id.
    ///
    /// - Throws: ``ImportFlaw`` where it is there with other content.
    fileprivate func isStored<E: Entity>(_ record: PreparedRecord<E>) throws -> Bool {
        guard let stored = try stored(record.id) else { return false }
        guard stored.json == record.json, stored.header.externalID == record.header.externalID else {
            throw ImportFlaw("id", "is that of a record with other content")
        }
        return true
    }
}

extension WriteTransaction {
    /// Lets the types that a register begins with give way to those of an export, where nothing else is there yet. One
    /// that somebody has made or changed stays.
    fileprivate func makeRoomForTypes() throws {
        guard try isWithoutUsersAndProperties else { return }
        for (slug, _) in PropertyType.defaults {
            guard let type = try type(slug)?.decoded(), type.isDefault else { continue }
            try delete(type.id)
        }
    }
}
