import StrictJSON

/// A row that was not taken, and why.
public struct ImportRejection: Error, Hashable, Sendable {
    /// Where the row stands in its file, from 1.
    public let line: Int
    /// What is wrong with it, field by field. Nothing of the row's content is in here.
    public let errors: [FieldError]

    /// Reports a row.
    public init(line: Int, errors: [FieldError]) {
        self.line = line
        self.errors = errors
    }
}

extension ImportRejection {
    /// What is wrong with it as JSON: `[{"field":…,"message":…}]`.
    public var errorsJSON: [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for error in errors {
            writer.beginObject()
            writer.name("field")
            writer.string(error.field)
            writer.name("message")
            writer.string(error.message)
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }
}
