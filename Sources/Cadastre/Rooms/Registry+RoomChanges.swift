public import EntityStore
import StrictJSON

// A room changes only with its property: whoever may change the one may change the other, and either raises the
// property's version.
extension Registry {
    /// Adds a room to a property, at the end of its rooms.
    ///
    /// - Parameter ifMatch: What must be true of the property that is there.
    /// - Throws: `.unauthenticated`; `.notFound`; `.forbidden` for all but the owner and admins; `.stale`; `.invalid`
    ///   where the property would have too many rooms or be too long.
    public func createRoom(
        _ draft: RoomDraft, of property: ID<Property>, ifMatch: Precondition = .none, as caller: Caller
    ) -> Write<StoredRoom> {
        change(as: caller) { [clock] transaction, standing in
            let stored = try transaction.requireProperty(property, changeableBy: standing, ifMatch)
            let current = try stored.decoded()
            var errors = FieldErrors()
            errors.add("rooms", Property.complaint(aboutRooms: current.rooms.count + 1))
            try errors.throwIfAny()
            let moment = clock.moment(after: stored.header.updatedAt)
            let room = draft.room(at: moment)
            let changed = current.changed(rooms: current.rooms + [room], at: moment)
            return try transaction.putProperty(changed).room(room.id)
        }
    }

    /// Makes a room what `replacement` says, all of it. It never makes a new one. Where nothing changes, nothing is
    /// written and the property's version stays.
    ///
    /// - Throws: As ``createRoom(_:of:ifMatch:as:)``, and `.notFound` where the property has no such room.
    public func replaceRoom(
        _ id: ID<Room>, of property: ID<Property>, with replacement: RoomReplacement, ifMatch: Precondition = .none,
        as caller: Caller
    ) -> Write<StoredRoom> {
        changeRoom(id, of: property, replacement.fixed, ifMatch: ifMatch, as: caller) { _ in
            replacement.draft.room(id)
        }
    }

    /// Changes the fields of a room that `patch` names, and of its features those that are named.
    ///
    /// - Throws: As ``replaceRoom(_:of:with:ifMatch:as:)``; `.malformed` and `.invalid` also for the patch.
    public func patchRoom(
        _ id: ID<Room>, of property: ID<Property>, with patch: MergePatch, ifMatch: Precondition = .none,
        as caller: Caller
    ) -> Write<StoredRoom> {
        prepare(as: caller) {
            let patch = try RoomPatch(patch)
            return changeRoom(id, of: property, patch.fixed, ifMatch: ifMatch, as: caller, patch.applied(to:))
        }
    }

    /// Removes a room of a property.
    ///
    /// - Throws: As ``replaceRoom(_:of:with:ifMatch:as:)``.
    public func deleteRoom(
        _ id: ID<Room>, of property: ID<Property>, ifMatch: Precondition = .none, as caller: Caller
    ) -> Write<Void> {
        change(as: caller) { [clock] transaction, standing in
            let stored = try transaction.requireProperty(property, with: id, changeableBy: standing, ifMatch)
            let current = try stored.decoded()
            let rest = current.rooms.filter { $0.id != id }
            _ = try transaction.putProperty(
                current.changed(rooms: rest, at: clock.moment(after: stored.header.updatedAt)))
        }
    }

    private func changeRoom(
        _ id: ID<Room>, of property: ID<Property>, _ fixed: FixedValues, ifMatch: Precondition, as caller: Caller,
        _ change: @escaping @Sendable (Room) throws(RegistryError) -> Room
    ) -> Write<StoredRoom> {
        self.change(as: caller) { [clock] transaction, standing in
            let stored = try transaction.requireProperty(property, with: id, changeableBy: standing, ifMatch)
            try fixed.requireUnchanged(in: try stored.room(id).json)
            let current = try stored.decoded()
            let rooms = try current.rooms.map { $0.id == id ? try change($0) : $0 }
            if rooms == current.rooms { return try stored.room(id) }
            let changed = current.changed(rooms: rooms, at: clock.moment(after: stored.header.updatedAt))
            return try transaction.putProperty(changed).room(id)
        }
    }
}

extension Stored<Property> {
    /// One room of the property.
    ///
    /// - Throws: `.notFound`
    func room(_ id: ID<Room>) throws(RegistryError) -> StoredRoom {
        let room = json.withUnsafeBytes { JSONSlice.room(id, in: $0).map { Array($0.bytes) } }
        guard let room else { throw Registry.noSuchRoom }
        return StoredRoom(id: id, json: room, revision: revision)
    }
}
