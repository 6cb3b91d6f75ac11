import CSodium
import Glibc

/// What is stored of a password: an Argon2id hash with its salt and its costs, as one text of the form that the
/// Password Hashing Competition agreed on (`$argon2id$v=19$m=19456,t=2,p=1$salt$hash`).
///
/// Making or checking one takes tens of milliseconds of a core and 19 MiB: only inside the ``HashingGate``.
struct PasswordHash: Hashable, Sendable {
    /// The memory that a hash takes, in KiB, and how often it is passed over: what OWASP's password storage cheat sheet
    /// asks for at least.
    static let memory = 19_456
    static let passes = 2

    /// The most that a hash from elsewhere may cost to check: one that costs more would be a way to stop the server.
    private static let acceptedMemory = 8...262_144
    private static let acceptedPasses = 1...16

    /// The text.
    let phc: String

    /// Takes a stored or imported text; `nil` where it is not of the form, or would cost too much to check.
    init?(phc: String) {
        guard phc.utf8.count < crypto_pwhash_STRBYTES, let costs = Self.costs(of: phc) else { return nil }
        guard Self.acceptedMemory.contains(costs.memory), Self.acceptedPasses.contains(costs.passes) else { return nil }
        self.phc = phc
    }

    /// Hashes a password with a salt of its own.
    ///
    /// - Throws: `.unavailable` where the memory is not to be had.
    init(of password: Password) throws(RegistryError) {
        let text = password.text
        var phc = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let status = crypto_pwhash_str_alg(
            &phc, text, UInt64(text.utf8.count), UInt64(Self.passes), Self.memory * 1_024,
            crypto_pwhash_ALG_ARGON2ID13)
        guard status == 0 else { throw Self.outOfMemory }
        self.phc = String(decoding: phc.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether `password` is the one that was hashed.
    ///
    /// - Throws: `.unavailable` where the memory is not to be had: that is not a wrong password.
    func matches(_ password: Password) throws(RegistryError) -> Bool {
        errno = 0
        if crypto_pwhash_str_verify(phc, password.text, UInt64(password.text.utf8.count)) == 0 { return true }
        // libsodium says EINVAL where it has compared, and something else where it could not.
        guard errno == EINVAL else { throw Self.outOfMemory }
        return false
    }

    /// A hash of a password that nobody knows, with today's costs: what an unknown user's password is checked against.
    static let decoy = PasswordHash(
        unchecked: "$argon2id$v=19$m=19456,t=2,p=1$ndD6+JcX0AtXaaP5SCozQw$e0CHID/nJmgmp9b2zhiffFq+GcXAT+2E0Y3mBFck1r0")

    private init(unchecked phc: String) {
        self.phc = phc
    }

    /// Whether it has today's costs; one that has not is made anew when its user next logs in.
    var isCurrent: Bool {
        crypto_pwhash_str_needs_rehash(phc, UInt64(Self.passes), Self.memory * 1_024) == 0
    }

    private static var outOfMemory: RegistryError {
        .unavailable("There is no memory to hash a password: \(memory / 1_024) MiB are needed.")
    }
}

extension PasswordHash {
    /// Reads `$argon2id$v=19$m=…,t=…,p=1$salt$hash`.
    private static func costs(of phc: String) -> (memory: Int, passes: Int)? {
        let parts = phc.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].isEmpty, parts[1] == "argon2id", parts[2] == "v=19", !parts[4].isEmpty,
            !parts[5].isEmpty
        else { return nil }
        let costs = parts[3].split(separator: ",", omittingEmptySubsequences: false)
        guard costs.count == 3, costs[2] == "p=1", let memory = number(costs[0], named: "m="),
            let passes = number(costs[1], named: "t=")
        else { return nil }
        return (memory, passes)
    }

    private static func number(_ text: Substring, named name: String) -> Int? {
        guard text.hasPrefix(name) else { return nil }
        return Int(text.dropFirst(name.count))
    }
}

extension PasswordHash: Codable {
    /// Reads a stored hash.
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let hash = PasswordHash(phc: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "is no Argon2id hash")
        }
        self = hash
    }

    /// Writes the text.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(phc)
    }
}
