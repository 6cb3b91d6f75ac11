import StrictJSON

/// What a login gives: an access token for the next minutes, and a refresh token that gets the next pair, once.
public struct TokenPair: Sendable {
    /// A JSON Web Token, to be sent as `Authorization: Bearer`.
    public let accessToken: String
    /// 32 random bytes in base64url. Using it twice ends the session.
    public let refreshToken: String
    /// How long the access token is good, in seconds from when it was made.
    public let expiresIn: Int

    init(accessToken: String, refreshToken: RefreshToken) {
        self.accessToken = accessToken
        self.refreshToken = refreshToken.text
        expiresIn = Int(AccessToken.lifetime)
    }

    /// `{"accessToken":…,"refreshToken":…,"tokenType":"Bearer","expiresIn":900}`
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("accessToken")
        writer.string(accessToken)
        writer.name("refreshToken")
        writer.string(refreshToken)
        writer.name("tokenType")
        writer.string("Bearer")
        writer.name("expiresIn")
        writer.integer(Int64(expiresIn))
        writer.endObject()
        return writer.bytes
    }
}

extension TokenPair: CustomStringConvertible, CustomReflectable {
    /// A word that stands for it, so that no log can show it.
    public var description: String { "[tokens]" }
    /// Nothing, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
