import EntityStore

/// A key that the store has made for itself. It never leaves the directory but through `cadastre token-key`.
struct StoreKey: Codable, Sendable {
    /// What a key is for.
    enum Purpose: String, Codable, Sendable, IndexKey {
        /// Signing access tokens.
        case tokens
        /// Choosing the counters of the throttle, so that nobody outside can tell which they are.
        case throttle

        var indexBytes: [UInt8] { Array(rawValue.utf8) }
    }

    /// Given by the store; in a token's header it names the key.
    let id: ID<StoreKey>
    /// What it is for.
    let purpose: Purpose
    /// 32 random bytes as 43 characters of base64url.
    let text: String
    /// When it was made.
    let createdAt: Timestamp
    /// The first moment at which it is no longer believed; `nil` while it is the newest for its purpose.
    private(set) var validUntil: Timestamp?

    /// Makes a key that nobody can guess.
    init(id: ID<StoreKey>, purpose: Purpose, at moment: Timestamp) {
        self.id = id
        self.purpose = purpose
        self.text = Sodium.base64URL(Sodium.randomBytes(32))
        self.createdAt = moment
    }

    /// The bytes to sign with: the characters themselves, so that the text that is shown works as another service's
    /// secret for the same tokens without being decoded.
    var bytes: [UInt8] { Array(text.utf8) }

    /// Whether what it has signed is still believed.
    func isValid(at moment: Timestamp) -> Bool {
        validUntil.map { moment < $0 } ?? true
    }

    /// The key, believed until `end` at most.
    func retired(at end: Timestamp) -> StoreKey {
        var key = self
        key.validUntil = min(validUntil ?? end, end)
        return key
    }
}

extension StoreKey: Entity {
    static let collection: CollectionName = "keys"
    static let byPurpose = Index<StoreKey, Purpose>("purpose") { $0.purpose }
    static let indexes: [any EntityIndex<StoreKey>] = [byPurpose]
}
