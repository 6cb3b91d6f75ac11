import EntityStore

extension StoreTransaction where Self: ~Copyable {
    /// A property that must be there.
    ///
    /// - Throws: `.notFound`
    func requireProperty(_ id: ID<Property>) throws -> Stored<Property> {
        guard let stored = try stored(id) else { throw Registry.noSuchProperty }
        return stored
    }

    /// A property that must be there, be the caller's to change, and be as the caller expects, in this order.
    ///
    /// - Parameter room: A room that it must have, too.
    /// - Throws: `.notFound`, `.forbidden`, `.stale`
    @discardableResult
    func requireProperty(
        _ id: ID<Property>, with room: ID<Room>? = nil, changeableBy standing: Standing, _ precondition: Precondition
    ) throws -> Stored<Property> {
        let stored = try requireProperty(id)
        if let room { _ = try stored.room(room) }
        try standing.requireOwnership(by: stored.header.owner, of: "property")
        try precondition.require(stored.header)
        return stored
    }
}

extension WriteTransaction {
    /// Stores a property that has changed.
    ///
    /// - Throws: `.invalid` where it has become too long, which undoes the change.
    func putProperty(_ property: Property) throws -> Stored<Property> {
        let stored = try put(property)
        try Property.requireRoom(for: stored.json.count)
        return stored
    }
}
