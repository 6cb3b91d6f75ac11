import EntityStore
import StrictJSON

/// What an access token says: a JSON Web Token (RFC 7519), signed with a key of the store.
struct AccessToken: Codable, Equatable, Sendable {
    /// How long a token is good, in seconds.
    static let lifetime: Int64 = 15 * 60

    /// The user.
    let sub: ID<User>
    /// The generation of the user's credential.
    let gen: UInt64
    /// The user's role when the token was made. It is for whoever shows a page by it: the stored role decides.
    let role: Role
    /// When it was made, in seconds since 1970.
    let iat: Int64
    /// When it ends, in seconds since 1970.
    let exp: Int64
    /// What tells it from every other token.
    let jti: String

    /// Describes a token that begins now.
    init(for user: ID<User>, generation: UInt64, role: Role, at moment: Timestamp) {
        sub = user
        gen = generation
        self.role = role
        iat = moment.seconds
        exp = iat + Self.lifetime
        jti = Sodium.base64URL(Sodium.randomBytes(16))
    }

    /// When it ends.
    var end: Timestamp { Timestamp(milliseconds: exp * 1_000) }
}

extension AccessToken {
    /// The token as text.
    func signed(with key: StoreKey) throws -> String {
        let claims = try StrictJSONEncoder().encode(self)
        return SignedToken.sign(claims, header: Self.header(naming: key.id), secret: key.bytes)
    }

    /// Reads what `key` has signed; `nil` for what it has not.
    init?(_ token: SignedToken, signedWith key: StoreKey) {
        guard let claims = token.payload(header: Self.header(naming: key.id), secret: key.bytes),
            let token = try? StrictJSONDecoder().decode(AccessToken.self, from: claims)
        else { return nil }
        self = token
    }

    /// The id that the header of a token has where one of ours names its key. Nothing else of the header is read: that
    /// it is ours to the last byte is part of the signature's check.
    static func keyID(namedBy token: SignedToken) -> ID<StoreKey>? {
        guard let text = Sodium.bytes(base64URL: token.header), text.count >= idPlace.upperBound else { return nil }
        return ID<StoreKey>(String(decoding: text[idPlace], as: UTF8.self))
    }

    /// The one header that a token of a key has, encoded.
    static func header(naming key: ID<StoreKey>) -> String {
        Sodium.base64URL(Array("\(headerStart)\(key)\(headerEnd)".utf8))
    }

    private static let headerStart = #"{"alg":"HS256","typ":"JWT","kid":""#
    private static let headerEnd = #""}"#
    private static let idPlace = headerStart.utf8.count..<headerStart.utf8.count + RecordID.textCount
}
