import Glibc

/// The file beside a store's own that keeps the passwords of its demo users.
struct DemoLogins {
    private static let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")

    /// One demo user's way in.
    struct Login: Equatable {
        let email: String
        let password: String
    }

    /// Where the file is.
    let path: String
    /// What has been added to it.
    private(set) var added: [Login] = []

    /// The file of the store in `directory`.
    init(inStore directory: String) {
        path = directory + "/demo-logins.txt"
    }

    /// Thinks of a password for a user and writes it down, before anybody needs it: a user whose password is nowhere
    /// would be of no use.
    mutating func add(_ email: String) throws(CommandFailure) -> String {
        // 16 of 32 characters are 80 bits.
        let password = String((0..<16).map { _ in Self.alphabet[Int.random(in: 0..<Self.alphabet.count)] })
        try append("\(email)  \(password)\n")
        added.append(Login(email: email, password: password))
        return password
    }

    private func append(_ line: String) throws(CommandFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CommandFailure("write \(path)", errno: errno) }
        defer { close(descriptor) }
        // One that was there before may be open to others.
        guard fchmod(descriptor, 0o600) == 0 else { throw CommandFailure("protect \(path)", errno: errno) }
        let bytes = Array(line.utf8)
        let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard count == bytes.count else { throw CommandFailure("write \(path)", errno: count < 0 ? errno : ENOSPC) }
    }
}
