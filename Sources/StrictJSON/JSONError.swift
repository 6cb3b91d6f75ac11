/// Why bytes were refused as JSON, or as the JSON of a type, or why a value can't be written as JSON.
public struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let reason: Reason
    /// Where, as a count of bytes from the first. For a member that is missing: where its object begins. 0 when encoding.
    public let offset: Int
    /// Which value, like `rooms[3].area`; empty for the whole document.
    ///
    /// A name that is more than ASCII letters, digits, `_` and `-` is written as a JSON string in brackets, like
    /// `features["a.b"]`, so that a path names one value. A name over 64 bytes is cut short.
    public let path: String

    /// Makes an error.
    public init(_ reason: Reason, offset: Int = 0, path: String = "") {
        self.reason = reason
        self.offset = offset
        self.path = path
    }

    /// One line for a log: path, reason and position.
    public var description: String {
        let place = path.isEmpty ? "" : "\(path): "
        return "\(place)\(reason.message) (at byte \(offset))"
    }
}
