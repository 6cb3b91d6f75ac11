import CSodium

/// The functions of libsodium that the register uses, over Swift's types. Any thread may call them.
///
/// `isReady` must have been true once before any of them, which `Registry.open` sees to.
enum Sodium {
    /// Whether the library could prepare itself: choose its implementations and find the system's random numbers.
    static let isReady = sodium_init() >= 0

    /// How many bytes ``sha256(_:)`` and ``hmacSHA256(of:key:)`` give.
    static let digestCount = 32

    /// Bytes that nobody can guess.
    static func randomBytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// SHA-256 (FIPS 180-4): for what has enough randomness of its own that nobody can try all of it.
    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: digestCount)
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest
    }

    /// HMAC-SHA-256 (RFC 2104), with a key of any length.
    static func hmacSHA256(of message: some Sequence<UInt8>, key: [UInt8]) -> [UInt8] {
        let message = Array(message)
        var code = [UInt8](repeating: 0, count: digestCount)
        var state = crypto_auth_hmacsha256_state()
        crypto_auth_hmacsha256_init(&state, key, key.count)
        crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
        crypto_auth_hmacsha256_final(&state, &code)
        return code
    }

    /// SipHash-2-4 under a key of 16 bytes: a number that nobody without the key can foresee or steer.
    static func sipHash(of message: [UInt8], key: [UInt8]) -> UInt64 {
        precondition(key.count == crypto_shorthash_KEYBYTES)
        var bytes = [UInt8](repeating: 0, count: Int(crypto_shorthash_BYTES))
        crypto_shorthash(&bytes, message, UInt64(message.count), key)
        return bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Whether both are the same, in a time that tells nothing but their lengths.
    static func areEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        first.count == second.count && sodium_memcmp(first, second, first.count) == 0
    }
}
