import EntityStore

/// How much of a user's goes in one transaction.
enum UserDeletion {
    /// The most properties that go with their user in one transaction; a larger one would stop every other writer.
    static let maximumProperties = 20_000
    /// How many properties go at once where it is done in batches.
    static let batchCount = 500
    /// How many bytes of properties go at once where it is done in batches.
    static let batchByteCount = 4 * 1_024 * 1_024
}

extension WriteTransaction {
    /// Removes a user with all that it owns, and what it logs in with.
    ///
    /// - Throws: `.conflict` where it owns more than ``UserDeletion/maximumProperties``.
    func deleteUser(_ id: ID<User>) throws {
        let count = try count(of: Property.self, where: Property.byOwner == id)
        guard count <= UserDeletion.maximumProperties else {
            throw RegistryError.conflict(
                "\(count) properties are too many to go at once: ask the operator to run cadastre user delete.")
        }
        while try deleteSomeProperties(of: id) > 0 {}
        try deleteCredential(of: id)
        try delete(id)
    }

    /// Removes what a user logs in with, and its sessions.
    func deleteCredential(of user: ID<User>) throws {
        try endSessions(of: user)
        try delete(Credential.id(of: user))
    }

    /// Removes a bounded number of the properties of a user.
    ///
    /// - Returns: How many; 0 when none are left.
    func deleteSomeProperties(of owner: ID<User>) throws -> Int {
        // First found, then removed: nothing changes under the walk.
        var properties: [ID<Property>] = []
        _ = try page(
            of: Property.self, where: Property.byOwner == owner, order: .oldest, limit: UserDeletion.batchCount,
            maximumBytes: UserDeletion.batchByteCount
        ) { record in
            properties.append(record.id)
        }
        for id in properties { try delete(id) }
        return properties.count
    }
}
