/// Any JSON value.
public enum JSONValue: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number without fraction: every such number that is read is one, `1.0` and `1e2` too.
    case integer(Int64)
    /// A number with a fraction. One without is written, and compared, as an ``integer(_:)``.
    case number(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object.
    case object(JSONObject)
}

extension JSONValue {
    /// Reads a document.
    ///
    /// - Throws: Where and why the bytes are no JSON that is read here.
    public static func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
        try Document(parsing: bytes).value(at: 0)
    }

    /// Reads a document.
    ///
    /// - Throws: Where and why the bytes are no JSON that is read here.
    public static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        try bytes.withUnsafeBufferPointer { bytes throws(JSONError) in try parse(UnsafeRawBufferPointer(bytes)) }
    }

    /// The value in canonical form, the members of each object in their order.
    ///
    /// - Throws: `.nul`, `.numberOutOfRange` or `.nesting`.
    public func encoded() throws(JSONError) -> [UInt8] {
        try StrictJSONEncoder().encode(self)
    }

    /// The JSON type; `.integer` for every number without fraction.
    public var kind: JSONError.Kind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .integer: .integer
        case .number(let value): value == value.rounded() ? .integer : .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// The text of a string.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The members of an object.
    public var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// The elements of an array.
    public var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}
