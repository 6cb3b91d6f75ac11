public import EntityStore

/// Who asks for an operation.
///
/// A door can't make itself a user: ``user(_:)`` holds what only a token or a login gives, and each operation compares
/// it with the store in its own transaction.
public enum Caller: Hashable, Sendable {
    /// Somebody who has not said who they are.
    case anonymous
    /// A user who has logged in.
    case user(Authenticated)
    /// Whoever opened the store's directory, who may do everything. No request from outside can become this.
    case `operator`

    /// A user, and which generation of their credentials they have shown.
    public struct Authenticated: Hashable, Sendable {
        /// The user.
        public let id: ID<User>
        /// The generation of credentials that the token or the login was made for.
        let generation: UInt64
        /// When this ends, as the token did that it comes from; `nil` for never.
        let end: Timestamp?

        /// Made where a token has been checked or a password verified, and nowhere else.
        init(id: ID<User>, generation: UInt64, until end: Timestamp? = nil) {
            self.id = id
            self.generation = generation
            self.end = end
        }
    }

    /// The user who asks, if it is one.
    public var userID: ID<User>? {
        guard case .user(let authenticated) = self else { return nil }
        return authenticated.id
    }
}
