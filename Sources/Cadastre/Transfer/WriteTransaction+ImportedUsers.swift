import EntityStore

extension WriteTransaction {
    /// Makes a user for an owner that a table names: without a password, and with an address that nobody can have.
    ///
    /// The owner's own id stays out of everything that can be read: names of users are public.
    func insertImportedUser(_ externalID: ExternalID, at moment: Timestamp) throws -> ID<User> {
        try insert { id in
            User(
                id: id, email: EmailAddress(ofImported: id), firstName: "Imported", lastName: "owner", birthDate: nil,
                role: .user,
                createdAt: moment, updatedAt: moment, version: 1, externalID: externalID)
        }.id
    }
}

extension EmailAddress {
    /// The address of a user that an import made: unique as the id is, under a domain that can't exist (RFC 2606).
    fileprivate init(ofImported id: ID<User>) {
        text = "\(id)@import.invalid"
        key = text
    }
}
