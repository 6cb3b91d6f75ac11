import EntityStore

extension Property {
    /// The property as a table describes it now, at its next version, with its owner still.
    ///
    /// A room of the same kind and name as one that is there is that room, with its id, area and features: a table that
    /// counts rooms knows nothing of these.
    func imported(_ draft: PropertyDraft, at moment: Timestamp) -> Property {
        var rest = rooms
        let rooms = draft.rooms.map { room in
            let place = rest.firstIndex { $0.kind.isByteEqual(to: room.kind) && $0.name.isByteEqual(to: room.name) }
            guard let place else { return room.room(at: moment) }
            let current = rest.remove(at: place)
            return room.isBare ? current : room.room(current.id)
        }
        return changed(
            name: draft.name, description: draft.description, type: draft.type, city: draft.city, rooms: rooms,
            at: moment)
    }

    /// The property in the hands of `owner`.
    func owned(by owner: ID<User>) -> Property {
        Property(
            id: id, name: name, description: description, type: type, city: city, rooms: rooms, ownerID: owner,
            createdAt: createdAt, updatedAt: updatedAt, version: version, externalID: externalID)
    }
}

extension RoomDraft {
    /// Whether only the name and the kind are said.
    fileprivate var isBare: Bool { area == nil && features.all.isEmpty }
}
