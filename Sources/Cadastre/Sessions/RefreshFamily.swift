import EntityStore

/// A session: one login, and the refresh tokens that follow from it, of which only the newest is good.
struct RefreshFamily: Codable, Sendable {
    /// How long a token waits to be used, in seconds.
    static let tokenLifetime: Int64 = 30 * 86_400
    /// How long a family lasts, however often its tokens are used, in seconds.
    static let lifetime: Int64 = 90 * 86_400
    /// How many sessions a user may have at once; one more ends the oldest.
    static let maximumPerUser = 100

    /// Given by the store.
    let id: ID<RefreshFamily>
    /// The user who logged in.
    let user: ID<User>
    /// SHA-256 of the half of its tokens that never changes, in base64url.
    let handleHash: String
    /// SHA-256 of its newest token, in base64url.
    let tokenHash: String
    /// When its user logged in.
    let createdAt: Timestamp
    /// When its newest token ends, and the family with it.
    let expiresAt: Timestamp

    /// A family that begins with `token`.
    init(id: ID<RefreshFamily>, of user: ID<User>, _ token: RefreshToken, at moment: Timestamp) {
        self.init(id: id, user: user, token: token, createdAt: moment, usedAt: moment)
    }

    private init(
        id: ID<RefreshFamily>, user: ID<User>, token: RefreshToken, createdAt: Timestamp, usedAt moment: Timestamp
    ) {
        self.id = id
        self.user = user
        handleHash = Sodium.base64URL(token.handleHash)
        tokenHash = Sodium.base64URL(token.hash)
        self.createdAt = createdAt
        expiresAt = min(moment.adding(seconds: Self.tokenLifetime), createdAt.adding(seconds: Self.lifetime))
    }

    /// Whether `token` is the newest of the family, and neither has ended.
    func accepts(_ token: RefreshToken, at moment: Timestamp) -> Bool {
        Sodium.areEqual(Array(tokenHash.utf8), Array(Sodium.base64URL(token.hash).utf8)) && moment < expiresAt
    }

    /// The family once its newest token has been used and `token` taken its place.
    func rotated(to token: RefreshToken, at moment: Timestamp) -> RefreshFamily {
        RefreshFamily(id: id, user: user, token: token, createdAt: createdAt, usedAt: moment)
    }
}

extension RefreshFamily: Entity {
    static let collection: CollectionName = "sessions"

    /// The family that a token belongs to.
    static let byHandle = Index<RefreshFamily, String>("handle", unique: true) { $0.handleHash }
    /// The sessions of a user.
    static let byUser = Index<RefreshFamily, ID<User>>("user") { $0.user }
    /// The sessions by the hour in which they end, for the sweep. By the hour, as most uses then change nothing in it.
    static let byExpiry = Index<RefreshFamily, UInt64>("expiry") { Self.hour(of: $0.expiresAt) }

    static let indexes: [any EntityIndex<RefreshFamily>] = [byHandle, byUser, byExpiry]

    /// Whose session it is.
    var header: RecordHeader { RecordHeader(updatedAt: createdAt, owner: user.record) }

    /// The hour since 1970 in which a moment lies.
    static func hour(of moment: Timestamp) -> UInt64 { UInt64(clamping: moment.seconds / 3_600) }
}
