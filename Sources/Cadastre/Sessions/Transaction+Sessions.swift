import EntityStore

extension StoreTransaction where Self: ~Copyable {
    /// The session that a token belongs to, whether it is its newest or not.
    func session(of token: RefreshToken) throws -> RefreshFamily? {
        try first(where: RefreshFamily.byHandle == Sodium.base64URL(token.handleHash))
    }
}

extension WriteTransaction {
    /// How many sessions that have ended one login or refresh removes: twice as many as it makes, so that none are left
    /// over for long.
    private static var sweepCount: Int { 4 }

    /// Begins a session.
    ///
    /// - Returns: Its first refresh token.
    func beginSession(of user: ID<User>, at moment: Timestamp) throws -> RefreshToken {
        if try count(of: RefreshFamily.self, where: RefreshFamily.byUser == user) >= RefreshFamily.maximumPerUser {
            try endSessions(of: user, oldest: 1)
        }
        let token = RefreshToken()
        try insert { RefreshFamily(id: $0, of: user, token, at: moment) }
        try sweepSessions(at: moment)
        return token
    }

    /// Ends sessions of a user, the oldest first; all of them unless told otherwise.
    func endSessions(of user: ID<User>, oldest count: Int = RefreshFamily.maximumPerUser) throws {
        for session in try ids(where: RefreshFamily.byUser == user, limit: count) { try delete(session) }
    }

    /// Removes a few sessions whose time is over.
    func sweepSessions(at moment: Timestamp) throws {
        let thisHour = RefreshFamily.hour(of: moment)
        let hours = try keys(of: RefreshFamily.byExpiry, limit: 1)
        guard let key = hours.items.first?.key, key.lexicographicallyPrecedes(thisHour.indexBytes) else { return }
        let hour = key.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        for session in try ids(where: RefreshFamily.byExpiry == hour, limit: Self.sweepCount) { try delete(session) }
    }
}
