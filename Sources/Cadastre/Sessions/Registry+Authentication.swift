import EntityStore

extension Registry {
    /// Tells who has an access token.
    ///
    /// A door asks before it reads the rest of a request. What it gets is compared with the store once more by each
    /// operation, in that operation's transaction.
    ///
    /// - Parameter token: What stands after `Bearer ` in `Authorization`.
    /// - Throws: `.unauthenticated`, whether the token is none of this register's, its time is over, or its user has
    ///   gone, or changed password or role, since.
    public func authenticate(bearer token: String) throws(RegistryError) -> Caller {
        guard let token = SignedToken(token), let keyID = AccessToken.keyID(namedBy: token) else {
            throw .unauthenticated(.invalidToken)
        }
        return try read(as: .anonymous) { [clock] transaction, _ in
            guard let key = try transaction.get(keyID), key.purpose == .tokens, key.isValid(at: clock.now),
                let claims = AccessToken(token, signedWith: key)
            else { throw RegistryError.unauthenticated(.invalidToken) }
            let caller = Caller.user(Caller.Authenticated(id: claims.sub, generation: claims.gen, until: claims.end))
            _ = try transaction.standing(of: caller, at: clock.now)
            return caller
        }
    }
}
