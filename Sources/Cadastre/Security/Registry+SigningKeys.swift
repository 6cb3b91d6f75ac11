import EntityStore

// The operator's: no request leads here.
extension Registry {
    /// The key that access tokens are signed with: 43 characters, to be used as they are as the secret of HS256.
    public func signingKey() throws(RegistryError) -> String {
        try read(as: .operator) { transaction in try transaction.requireStoreKey(for: .tokens).text }
    }

    /// Makes a new key for access tokens.
    ///
    /// - Parameter keepsPrevious: Whether tokens that were signed with the key before live out their 15 minutes. If not
    ///   they, and those of every earlier key, are refused from now on.
    /// - Returns: The new key, as ``signingKey()``.
    public func rotateSigningKey(keepsPrevious: Bool) -> Write<String> {
        Write(in: store) { [clock] transaction in
            let moment = clock.now
            let end = keepsPrevious ? moment.adding(seconds: AccessToken.lifetime) : moment
            try transaction.retireStoreKeys(for: .tokens, at: end, now: moment)
            let key = try transaction.insert { StoreKey(id: $0, purpose: .tokens, at: moment) }
            return try key.decoded().text
        }
    }
}
