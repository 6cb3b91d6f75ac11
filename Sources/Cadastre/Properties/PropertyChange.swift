import EntityStore

/// What becomes of a property: the fields that change, checked as far as they can be without it.
struct PropertyChange: Sendable {
    private let name: String?
    private let description: String?
    /// The new type, which must exist.
    let type: Slug?
    private let city: String?
    private let rooms: [RoomDraft]?
    private let fixed: FixedValues

    /// Every field: one that is not given is empty.
    init(replacing fields: PropertyFields) {
        self.init(fields, description: fields.description.value ?? "", rooms: fields.rooms.value ?? [])
    }

    /// The fields that a patch names: one that it removes is empty.
    ///
    /// - Throws: `.malformed`; `.invalid` with each field that is wrong whatever the property is.
    init(_ patch: MergePatch) throws(RegistryError) {
        let fields = try PropertyFields(patch.object, for: .patch)
        self.init(
            fields, description: fields.description.isRemoval ? "" : fields.description.value,
            rooms: fields.rooms.isRemoval ? [] : fields.rooms.value)
    }

    private init(_ fields: PropertyFields, description: String?, rooms: [RoomDraft]?) {
        name = fields.name
        type = fields.type
        city = fields.city
        fixed = fields.fixed
        self.description = description
        self.rooms = rooms
    }

    /// The property that `current` becomes, at its next version.
    ///
    /// - Parameter stored: The JSON of `current`.
    /// - Throws: `.invalid` with each field that does not go with what is there.
    func applied(to current: Property, stored: [UInt8], at moment: Timestamp) throws(RegistryError) -> Property {
        var errors = FieldErrors()
        fixed.check(against: stored, adding: &errors)
        let ids = Set(current.rooms.map(\.id))
        for (index, draft) in (rooms ?? []).enumerated() {
            guard let id = draft.id, !ids.contains(id) else { continue }
            errors.add("rooms[\(index)].id", PropertyFields.foreignRoom)
        }
        try errors.throwIfAny()
        return current.changed(
            name: name, description: description, type: type, city: city, rooms: rooms?.map { $0.room(at: moment) },
            at: moment)
    }
}

extension Property {
    /// The property with other content, at its next version; what is `nil` stays.
    func changed(
        name: String? = nil, description: String? = nil, type: Slug? = nil, city: String? = nil,
        rooms: [Room]? = nil, at moment: Timestamp
    ) -> Property {
        Property(
            id: id, name: name ?? self.name, description: description ?? self.description, type: type ?? self.type,
            city: city ?? self.city, rooms: rooms ?? self.rooms, ownerID: ownerID, createdAt: createdAt,
            updatedAt: moment, version: version + 1, externalID: externalID)
    }

    /// Whether both say the same, whatever their versions: texts by their bytes.
    func hasContent(of other: Property) -> Bool {
        name.isByteEqual(to: other.name) && description.isByteEqual(to: other.description) && type == other.type
            && city.isByteEqual(to: other.city) && rooms == other.rooms
    }
}
