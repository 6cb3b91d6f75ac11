import EntityStore

/// What it takes to be a user: the hash of a password, and the generation that tells which tokens are still good.
///
/// It has its user's id and is kept apart from the user, so that nothing that reads users can show it. A user that an
/// import made has none, and can't log in.
struct Credential: Codable, Sendable {
    /// The id of the user, as the id of its credential.
    let id: ID<Credential>
    /// The hash of the password.
    let hash: PasswordHash
    /// Raised by each change of password or role: tokens of an earlier one are refused.
    ///
    /// The first is the clock's milliseconds, so that a user who was deleted, and made again under the same id by an
    /// import, does not meet a token from its earlier life.
    let generation: UInt64
    /// When it was last changed.
    let updatedAt: Timestamp

    /// A credential for a user who has none.
    init(of user: ID<User>, _ hash: PasswordHash, at moment: Timestamp) {
        self.init(
            id: Self.id(of: user), hash: hash, generation: UInt64(clamping: moment.milliseconds), updatedAt: moment)
    }

    private init(id: ID<Credential>, hash: PasswordHash, generation: UInt64, updatedAt: Timestamp) {
        self.id = id
        self.hash = hash
        self.generation = generation
        self.updatedAt = updatedAt
    }

    /// The id of a user's credential.
    static func id(of user: ID<User>) -> ID<Credential> { ID(user.record) }

    /// The user.
    var user: ID<User> { ID(id.record) }

    /// The credential at its next generation, which ends every token of the one before.
    func renewed(_ hash: PasswordHash? = nil, at moment: Timestamp) -> Credential {
        let next = max(generation + 1, UInt64(clamping: moment.milliseconds))
        return Credential(id: id, hash: hash ?? self.hash, generation: next, updatedAt: moment)
    }

    /// The credential with the same password hashed anew, which ends nothing.
    func rehashed(_ hash: PasswordHash, at moment: Timestamp) -> Credential {
        Credential(id: id, hash: hash, generation: generation, updatedAt: moment)
    }
}

extension Credential: Entity {
    static let collection: CollectionName = "credentials"

    /// Its version is the generation, so that a token can be compared with it without decoding.
    var header: RecordHeader { RecordHeader(version: generation, updatedAt: updatedAt, owner: id.record) }
}
