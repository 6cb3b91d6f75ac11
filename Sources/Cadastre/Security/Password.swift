/// A password as it was sent: 8 to 1,024 bytes of UTF-8, never trimmed, never normalised, never printed.
struct Password: Sendable {
    /// How many bytes a password may have.
    static let lengths = 8...1_024
    /// What a password must be, as the end of a sentence that begins with the field's name.
    static let rule = "must have \(lengths.lowerBound) to \(lengths.upperBound) bytes"

    let text: String

    /// Takes a password; `nil` where it has too few bytes or too many.
    init?(_ text: String) {
        guard Self.lengths.contains(text.utf8.count) else { return nil }
        self.init(unchecked: text)
    }

    private init(unchecked text: String) {
        self.text = text
    }

    /// What is wrong with a text that somebody chooses for a password, as the end of a sentence that begins with the
    /// field's name; `nil` is nothing. What was chosen before goes on being a password.
    static func complaint(aboutChoice text: String) -> String? {
        if !lengths.contains(text.utf8.count) { return rule }
        return CommonPasswords.hold(text) ? "is one of the most common passwords: choose another" : nil
    }

    /// A password that nobody has: what is hashed where a text can be no password.
    static let decoy = Password(unchecked: "no password at all")
}

extension Password: CustomStringConvertible, CustomReflectable {
    /// A word that stands for it, so that no log can show it.
    var description: String { "[password]" }
    /// Nothing, so that `dump` shows nothing.
    var customMirror: Mirror { Mirror(self, children: []) }
}
