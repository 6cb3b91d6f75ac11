import EntityStore
import StrictJSON

extension StoreTransaction where Self: ~Copyable {
    /// What a caller is, as the store knows it.
    ///
    /// The credential's generation is compared in the transaction that acts, so that a change of password or role and a
    /// deletion count at once; the role is the stored one, whatever a token says. Nothing is decoded.
    ///
    /// - Parameter moment: Asked for only where the caller's time is limited.
    /// - Throws: `.unauthenticated` where the caller is no longer who they were.
    func standing(of caller: Caller, at moment: @autoclosure () -> Timestamp) throws -> Standing {
        switch caller {
        case .anonymous: return .anonymous
        case .operator: return .operator
        case .user(let authenticated):
            try requireCurrent(authenticated, at: moment())
            guard let role = try role(of: authenticated.id) else {
                throw RegistryError.unauthenticated(.invalidToken)
            }
            return .user(authenticated.id, role)
        }
    }

    /// Makes sure that a caller still is who they were, where it does not matter what they may do.
    ///
    /// - Parameter moment: Asked for only where the caller's time is limited.
    /// - Throws: `.unauthenticated`
    func requireCurrent(_ caller: Caller, at moment: @autoclosure () -> Timestamp) throws {
        guard case .user(let authenticated) = caller else { return }
        try requireCurrent(authenticated, at: moment())
    }

    private func requireCurrent(
        _ authenticated: Caller.Authenticated, at moment: @autoclosure () -> Timestamp
    ) throws {
        if let end = authenticated.end, moment() >= end { throw RegistryError.unauthenticated(.expiredToken) }
        // A user who is gone has no credential any more.
        let generation = try withRecord(Credential.id(of: authenticated.id)) { $0.version }
        guard generation == authenticated.generation else { throw RegistryError.unauthenticated(.invalidToken) }
    }

    /// The role of a user, without decoding the rest; `nil` where there is no such user.
    func role(of user: ID<User>) throws -> Role? {
        guard let text = try withRecord(user, { JSONSlice($0.json)?.member("role")?.string }) else { return nil }
        guard let role = text.flatMap(Role.init(rawValue:)) else {
            throw RegistryError.corrupt("The user \(user) has no role.")
        }
        return role
    }
}
