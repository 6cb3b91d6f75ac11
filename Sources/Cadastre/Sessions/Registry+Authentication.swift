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

    /// Tells who has a password: a caller without a time limit, for programs that have embedded the register. It ends
    /// when the user's password or role changes, and with the user.
    ///
    /// Hashes the password, which takes tens of milliseconds of a core: call it on a thread that may block.
    ///
    /// - Parameter address: Where the attempt comes from; `nil` where the door knows none.
    /// - Throws: As ``login(_:from:)``.
    public func authenticate(
        _ credentials: Credentials, from address: NetworkAddress? = nil
    ) throws(RegistryError) -> Caller {
        let verified = try verify(credentials, from: address)
        if let rehashed = try rehash(credentials.password, verified) {
            try Write(in: store) { [clock] transaction in
                guard let credential = try transaction.credential(of: verified.user),
                    credential.generation == verified.generation
                else { return }
                try transaction.put(credential.rehashed(rehashed, at: clock.now))
            }.commit()
        }
        return .user(Caller.Authenticated(id: verified.user, generation: verified.generation))
    }
}
