/// What is wrong with one field of a request.
public struct FieldError: Error, Hashable, Encodable, Sendable {
    /// Where the field is: `name`, `rooms[3].area`, `rooms[0].features.surface`; empty for the whole document.
    public let field: String
    /// What is wrong with it, as the end of a sentence that begins with the field's name.
    public let message: String

    /// Says what is wrong with a field.
    public init(_ field: String, _ message: String) {
        self.field = field
        self.message = message
    }
}

extension FieldError: CustomStringConvertible {
    /// One sentence without its full stop: `rooms[3].area must be a number`.
    public var description: String { field.isEmpty ? "The document \(message)" : "\(field) \(message)" }
}
