/// Why a caller could not be told who it is.
public enum AuthenticationFailure: Hashable, Sendable, CaseIterable {
    /// The operation needs a user, and none is logged in.
    case missing
    /// The access token is not one of this register's, or its user has gone or changed password or role since.
    case invalidToken
    /// The access token was good, but its time is over.
    case expiredToken
    /// No user has this e-mail with this password.
    case wrongCredentials
    /// The refresh token is unknown, used, expired, or its family has ended.
    case invalidRefreshToken

    /// A sentence that says what to do.
    public var message: String {
        switch self {
        case .missing: "Log in first: this needs a user."
        case .invalidToken: "The access token is not valid, or no longer. Log in again."
        case .expiredToken: "The access token has expired. Use the refresh token, or log in again."
        case .wrongCredentials: "No user has this e-mail address with this password."
        case .invalidRefreshToken: "The refresh token is not valid, or no longer. Log in again."
        }
    }
}
