/// A refresh token: 32 random bytes, as 43 characters of base64url.
///
/// The first half finds the family and stays; the second is drawn anew at each use. So a token that has been used still
/// leads to its family, which it then ends, and the store need not keep every token that ever was.
struct RefreshToken: Sendable {
    private static let halfCount = 16

    private let handle: [UInt8]
    private let secret: [UInt8]

    /// The first token of a new family.
    init() {
        self.init(handle: Sodium.randomBytes(Self.halfCount), secret: Sodium.randomBytes(Self.halfCount))
    }

    private init(handle: [UInt8], secret: [UInt8]) {
        self.handle = handle
        self.secret = secret
    }

    /// Reads a token; `nil` for what has another form than ``text``.
    init?(_ text: String) {
        guard text.utf8.count == 43, let bytes = Sodium.bytes(base64URL: text.utf8) else { return nil }
        self.init(handle: Array(bytes.prefix(Self.halfCount)), secret: Array(bytes.suffix(Self.halfCount)))
    }

    /// What is handed out.
    var text: String { Sodium.base64URL(handle + secret) }

    /// What the store finds the family by.
    var handleHash: [UInt8] { Sodium.sha256(handle) }

    /// What the store compares with: the hash of the whole token.
    var hash: [UInt8] { Sodium.sha256(handle + secret) }

    /// The token that takes this one's place.
    func successor() -> RefreshToken {
        RefreshToken(handle: handle, secret: Sodium.randomBytes(Self.halfCount))
    }
}
