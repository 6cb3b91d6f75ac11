public import StrictJSON

/// Why a request can't be read at all.
public struct Malformation: Hashable, Sendable {
    /// The member or query parameter that can't be read; empty where it is the document.
    public let field: String
    /// What is wrong, as the end of a sentence that begins with the field's name, or with the document.
    public let message: String
    /// How many bytes come before the place in the JSON that can't be read, where it is known.
    public let offset: Int?

    /// Says why a member or a query parameter can't be read.
    ///
    /// A parameter's name may hold what no JSON here may, U+0000: it is shown as U+FFFD, or the problem could not be told.
    public init(field: String, _ message: String) {
        self.field = String(String.UnicodeScalarView(field.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
        self.message = message
        offset = nil
    }

    /// Says why a text is no JSON that the register takes.
    public init(_ error: JSONError) {
        field = error.path
        message = error.reason.message
        offset = error.offset
    }
}

extension Malformation: CustomStringConvertible {
    /// A sentence that says what can't be read, and where.
    public var description: String {
        let subject = field.isEmpty ? "The document" : field
        let place = offset.map { " (after byte \($0))" } ?? ""
        return "\(subject) \(message)\(place)."
    }
}
