/// How the texts of a table become texts of the register.
enum ImportText {
    /// `text` with each line break a space: a table's names and cities may have them, a register's may not.
    static func oneLine(_ text: String) -> String {
        // By scalars, as "\r\n" is one character and each kind of break is looked for.
        guard text.unicodeScalars.contains(where: isLineBreak) else { return text }
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            // "\r\n" is one break.
            if !(scalar == "\n" && previous == "\r") { line.append(isLineBreak(scalar) ? " " : scalar) }
            previous = scalar
        }
        return String(line)
    }

    private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}

extension Slug {
    /// The slug of a label in somebody's words: `Entire home/apt` is `entire-home-apt`, `Péniche` is `peniche`.
    ///
    /// Accents and case go, as they do in ``Folding``, and what is then no letter `a`–`z` or digit parts words. A slug
    /// that would be too long loses its last words.
    ///
    /// - Returns: `nil` where no letter or digit is left, or the first word alone is too long.
    init?(slugging label: String) {
        let (folded, _) = Folding.fold(label)
        var slug = ""
        for word in folded.split(whereSeparator: { !Self.isWordByte($0) }) {
            let longer = (slug.isEmpty ? "" : slug + "-") + String(decoding: word, as: UTF8.self)
            guard longer.utf8.count <= Self.maximumLength else { break }
            slug = longer
        }
        self.init(slug)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
