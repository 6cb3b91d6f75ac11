public import EntityStore
import StrictJSON

extension Registry {
    /// The rooms of a property, cut from its JSON.
    ///
    /// - Throws: `.notFound`
    public func rooms(of property: ID<Property>, as caller: Caller) throws(RegistryError) -> RoomList {
        try read(as: caller) { transaction, _ in
            let list = try transaction.withRecord(property) { record in
                var list = ListWriter(capacity: record.json.count)
                for room in JSONSlice.rooms(in: record.json) { list.append(room.bytes) }
                return RoomList(json: list.finish().json, revision: Revision(record.header))
            }
            guard let list else { throw Self.noSuchProperty }
            return list
        }
    }

    /// One room of a property, cut from its JSON.
    ///
    /// - Throws: `.notFound`
    public func room(
        _ id: ID<Room>, of property: ID<Property>, as caller: Caller
    ) throws(RegistryError) -> StoredRoom {
        try read(as: caller) { transaction, _ in
            let room = try transaction.withRecord(property) { record in
                let json = JSONSlice.room(id, in: record.json).map { Array($0.bytes) }
                return json.map { StoredRoom(id: id, json: $0, revision: Revision(record.header)) }
            }
            guard let room else { throw Self.noSuchProperty }
            guard let room else { throw Self.noSuchRoom }
            return room
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
