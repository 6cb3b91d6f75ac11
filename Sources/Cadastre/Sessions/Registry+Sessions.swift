import EntityStore

extension Registry {
    /// Begins a session of the user whose address and password these are.
    ///
    /// Hashes the password, which takes tens of milliseconds of a core: call it on a thread that may block.
    ///
    /// - Parameter address: Where the request comes from; `nil` where the door knows none.
    /// - Throws: `.unauthenticated`, the same for an address that nobody has and a wrong password; `.throttled` after too
    ///   many failures from one network; `.busy` when too many passwords wait to be hashed.
    public func login(
        _ credentials: Credentials, from address: NetworkAddress? = nil
    ) throws(RegistryError) -> TokenPair {
        let verified = try verify(credentials, from: address)
        let rehashed = try rehash(credentials.password, verified)
        return try Write(in: store) { [clock] transaction in
            let moment = clock.now
            guard let credential = try transaction.credential(of: verified.user),
                credential.generation == verified.generation
            else { throw RegistryError.unauthenticated(.wrongCredentials) }
            if let rehashed { try transaction.put(credential.rehashed(rehashed, at: moment)) }
            let token = try transaction.beginSession(of: verified.user, at: moment)
            return try transaction.tokenPair(for: credential, token, at: moment)
        }.commit()
    }

    /// Gets the next pair of tokens for a refresh token, which is used up by it.
    ///
    /// A token that has been used already ends its session, whoever sends it: either the first or the second was a
    /// thief. Of two uses at the same time exactly one gets a pair, and the session has ended.
    ///
    /// - Throws: `.unauthenticated`
    public func refresh(_ request: RefreshRequest) -> Write<TokenPair> {
        guard let token = request.token else { return Write(refusing: .unauthenticated(.invalidRefreshToken)) }
        return Write(
            in: store,
            settling: { [clock] transaction in
                let moment = clock.now
                let refusal = RegistryError.unauthenticated(.invalidRefreshToken)
                guard let session = try transaction.session(of: token) else { return .failure(refusal) }
                guard session.accepts(token, at: moment), let credential = try transaction.credential(of: session.user)
                else {
                    // This is committed: the refusal must not undo it.
                    try transaction.delete(session.id)
                    return .failure(refusal)
                }
                let successor = token.successor()
                try transaction.put(session.rotated(to: successor, at: moment))
                try transaction.sweepSessions(at: moment)
                return .success(try transaction.tokenPair(for: credential, successor, at: moment))
            })
    }

    /// Ends the session that a refresh token belongs to. Its access token lives out its minutes.
    ///
    /// Whoever logs out twice is logged out: only a text that can be no token is refused (as in RFC 7009, 2.2).
    ///
    /// - Throws: `.unauthenticated`
    public func logout(_ request: RefreshRequest) -> Write<Void> {
        guard let token = request.token else { return Write(refusing: .unauthenticated(.invalidRefreshToken)) }
        return Write(in: store) { transaction in
            guard let session = try transaction.session(of: token) else { return }
            try transaction.delete(session.id)
        }
    }
}

extension StoreTransaction where Self: ~Copyable {
    /// Signs an access token, beside a refresh token.
    func tokenPair(
        for credential: Credential, _ refreshToken: RefreshToken, at moment: Timestamp
    ) throws -> TokenPair {
        guard let role = try role(of: credential.user) else {
            throw RegistryError.corrupt("The credential \(credential.id) has no user.")
        }
        let token = AccessToken(for: credential.user, generation: credential.generation, role: role, at: moment)
        let key = try requireStoreKey(for: .tokens)
        return TokenPair(accessToken: try token.signed(with: key), refreshToken: refreshToken)
    }
}
