/// The words that whoever guesses one user's password tries first: the user's names and address, and the name of the
/// register.
///
/// A password may have them, beside enough of something else. Once chosen it goes on being a password, whatever its user
/// is called later.
struct PasswordContext: Sendable {
    /// How many characters a password must have beside the words.
    private static let leastBeside = 8
    /// Shorter words are in too many others.
    private static let leastLetters = 3

    /// In lower case, the longest first, so that none hides in another.
    private let words: [[Character]]

    /// - Parameters: What is known of the user; `nil` is passed over.
    init(email: EmailAddress?, firstName: String?, lastName: String?) {
        var texts = ["cadastre"]
        if let email {
            let parts = email.text.split(separator: "@")
            texts += parts.prefix(1).map(String.init)
            // The last label of a domain is half of everybody's.
            texts += parts.dropFirst().flatMap { $0.split(separator: ".").dropLast() }.map(String.init)
        }
        texts += [firstName, lastName].compactMap(\.self)
        // Each as it is written, with what stands between its words, and word by word.
        let words = texts.flatMap { text in
            let text = text.lowercased()
            return [Array(text)] + text.split { !$0.isLetter && !$0.isNumber }.map(Array.init)
        }
        self.words = words.filter { $0.count >= Self.leastLetters }.sorted { $0.count > $1.count }
    }

    /// What is wrong with a text that somebody chooses for a password, as the end of a sentence that begins with the
    /// field's name; `nil` is nothing.
    func complaint(aboutChoice text: String) -> String? {
        let characters = Array(text.lowercased())
        var (place, beside) = (0, 0)
        while place < characters.count, beside < Self.leastBeside {
            if let word = words.first(where: { characters[place...].starts(with: $0) }) {
                place += word.count
            } else {
                place += 1
                beside += 1
            }
        }
        // Too short without any of the words is another rule's to say.
        if beside == characters.count || beside == Self.leastBeside { return nil }
        return "must have \(Self.leastBeside) characters beside your names, your e-mail address and the word cadastre: "
            + "choose another"
    }
}

extension PasswordContext {
    /// What is known of a user who is there.
    init(of user: User) {
        self.init(email: user.email, firstName: user.firstName, lastName: user.lastName)
    }

    /// Refuses a password that somebody chooses.
    ///
    /// - Throws: `.invalid`, which names `field`.
    func require(_ choice: Password, as field: String) throws(RegistryError) {
        if let complaint = complaint(aboutChoice: choice.text) { throw .invalid([FieldError(field, complaint)]) }
    }
}
