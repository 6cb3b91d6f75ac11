public import EntityStore
import StrictJSON

extension Registry {
    /// The rooms of a property, cut from its JSON.
    ///
    /// - Throws: `.notFound`
    public func rooms(of property: ID<Property>, as caller: Caller) throws(RegistryError) -> RoomList {
        let target = ArrayTarget()
        let revision = try rooms(of: property, as: caller, into: target)
        return RoomList(json: target.bytes, revision: revision)
    }

    /// As ``rooms(of:as:)``, without a copy in between.
    ///
    /// - Returns: The state of the property.
    public func rooms(
        of property: ID<Property>, as caller: Caller, into target: some AnswerTarget
    ) throws(RegistryError) -> Revision {
        try read(as: caller) { transaction in
            let revision = try transaction.withRecord(property) { record in
                var list = ListWriter(into: target)
                for room in JSONSlice.rooms(in: record.json) { list.append(room.bytes) }
                list.finish()
                return record.revision
            }
            guard let revision else { throw Self.noSuchProperty }
            return revision
        }
    }

    /// One room of a property, cut from its JSON.
    ///
    /// - Throws: `.notFound`
    public func room(
        _ id: ID<Room>, of property: ID<Property>, as caller: Caller
    ) throws(RegistryError) -> StoredRoom {
        let target = ArrayTarget(capacity: 512)
        let revision = try room(id, of: property, as: caller, into: target)
        return StoredRoom(id: id, json: target.bytes, revision: revision)
    }

    /// As ``room(_:of:as:)``, without a copy in between.
    ///
    /// - Returns: The state of the property.
    public func room(
        _ id: ID<Room>, of property: ID<Property>, as caller: Caller, into target: some AnswerTarget
    ) throws(RegistryError) -> Revision {
        try read(as: caller) { transaction in
            let found = try transaction.withRecord(property) { record in
                JSONSlice.room(id, in: record.json).map { room in
                    target.append(room.bytes)
                    return record.revision
                }
            }
            guard let found else { throw Self.noSuchProperty }
            guard let revision = found else { throw Self.noSuchRoom }
            return revision
        }
    }

    static let noSuchRoom = RegistryError.notFound("There is no room with this id in this property.")
}

extension JSONSlice {
    /// The rooms in the JSON of a property.
    static func rooms(in property: UnsafeRawBufferPointer) -> AnySequence<JSONSlice> {
        guard let rooms = JSONSlice(property)?.member("rooms") else { return AnySequence([]) }
        return AnySequence(rooms.elements)
    }

    /// One room in the JSON of a property, if it has it.
    static func room(_ id: ID<Room>, in property: UnsafeRawBufferPointer) -> JSONSlice? {
        let id = id.description
        return rooms(in: property).first { $0.member("id")?.isString(id) ?? false }
    }
}
