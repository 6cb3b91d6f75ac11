import Cadastre

/// The access token that a request carries (RFC 6750, 2.1).
enum BearerToken {
    /// The token of an `Authorization` field.
    ///
    /// - Throws: `.unauthenticated` where there are several, or it is of another scheme.
    static func read(from values: [String]) throws(RegistryError) -> String? {
        guard let value = values.first else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard values.count == 1, parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw .unauthenticated(.invalidToken)
        }
        return String(parts[1].trimmed)
    }
}
