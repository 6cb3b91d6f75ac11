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

extension ImportText {
    /// The rooms that counts ask for: `Bedroom 1`, `Bedroom 2`, or `Bedroom` where there is one.
    static func rooms(_ counts: [RoomCount], adding errors: inout [FieldError]) -> [RoomDraft] {
        var rooms: [RoomDraft] = []
        for count in counts {
            guard let number = count.number else {
                errors.append(FieldError("rooms.\(count.kind)", "must be a number from 0 to 999"))
                continue
            }
            let title = count.kind.prefix(1).uppercased() + count.kind.dropFirst()
            for index in 0..<number {
                let name = number == 1 ? title : "\(title) \(index + 1)"
                guard
                    let room = reading(
                        &errors,
                        { () throws(RegistryError) in
                            try RoomDraft(name: name, kind: count.kind)
                        })
                else { return [] }
                rooms.append(room)
            }
        }
        return rooms
    }

    /// What `body` makes; `nil`, and each field that is wrong added to `errors`, where it can't.
    static func reading<Value>(
        _ errors: inout [FieldError], _ body: () throws(RegistryError) -> Value
    ) -> Value? {
        do throws(RegistryError) {
            return try body()
        } catch {
            if case .invalid(let fields) = error {
                errors += fields
            } else {
                errors.append(FieldError("", error.detail))
            }
            return nil
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
