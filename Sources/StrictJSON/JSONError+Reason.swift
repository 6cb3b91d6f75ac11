extension JSONError {
    /// What can be wrong.
    public enum Reason: Equatable, Sendable {
        /// The document ends in the middle of a value.
        case unexpectedEnd
        /// A byte that no JSON has in this place.
        case unexpectedByte(UInt8)
        /// Something other than white space follows the document.
        case trailingBytes
        /// The document begins with a byte order mark.
        case byteOrderMark
        /// Objects and arrays are nested more than 32 deep.
        case nesting
        /// The document has 4 GiB or more.
        case tooLong
        /// A string is not UTF-8: an overlong form, a surrogate, more than U+10FFFF, or a broken sequence.
        case invalidUTF8
        /// A string holds U+0000, raw or escaped.
        case nul
        /// A string holds a raw control character.
        case controlCharacter
        /// A string has `\` before what can't be escaped.
        case invalidEscape
        /// A string has half of an escaped surrogate pair.
        case loneSurrogate
        /// A number is not written as JSON writes numbers.
        case malformedNumber
        /// A number is beyond ±2^53, where neighbouring integers can't be told apart, or is no number.
        case numberOutOfRange
        /// An object has two members of this name.
        case duplicateName
        /// A member that the type needs is absent.
        case missing
        /// The value is of another JSON type than the Swift type needs.
        case wrongType(expected: Kind, found: Kind)
        /// The type has refused the value, with this message.
        case rejected(String)
        /// The type did what an encoder or decoder can't follow, with this message.
        case misuse(String)
    }

    /// The JSON types, as an error names them.
    public enum Kind: String, Sendable {
        /// `null`.
        case null
        /// `true` or `false`.
        case bool
        /// A number without fraction, within what the Swift type holds.
        case integer
        /// A number.
        case number
        /// A string.
        case string
        /// An array.
        case array
        /// An object.
        case object
    }
}

extension JSONError.Reason {
    /// Whether the bytes are no JSON that is read here, whatever the type. `false`: they are, but not of this type.
    public var isSyntax: Bool {
        switch self {
        case .missing, .wrongType, .rejected, .misuse: false
        default: true
        }
    }

    /// What is wrong, as the end of a sentence that begins with the value's name.
    public var message: String {
        switch self {
        case .unexpectedEnd: "ends too early"
        case .unexpectedByte(let byte): "has \(Self.name(of: byte)) where JSON has none"
        case .trailingBytes: "is followed by more"
        case .byteOrderMark: "must not begin with a byte order mark"
        case .nesting: "must not be nested more than \(JSONLimits.nesting) deep"
        case .tooLong: "must be shorter than 4 GiB"
        case .invalidUTF8: "must be UTF-8"
        case .nul: "must not hold U+0000"
        case .controlCharacter: "must not hold a raw control character"
        case .invalidEscape: "must not have \\ before what can't be escaped"
        case .loneSurrogate: "must not have half of a surrogate pair"
        case .malformedNumber: "is not written as JSON writes numbers"
        case .numberOutOfRange: "must be a number within ±2^53"
        case .duplicateName: "must not be given twice"
        case .missing: "is missing"
        case .wrongType(let expected, let found): "must be \(expected.phrase), not \(found.phrase)"
        case .rejected(let message), .misuse(let message): message
        }
    }

    private static func name(of byte: UInt8) -> String {
        (0x21...0x7E).contains(byte) ? "'\(UnicodeScalar(byte))'" : "byte \(byte)"
    }
}

extension JSONError.Kind {
    /// The type with its article: `an object`.
    public var phrase: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .array, .object: "an \(rawValue)"
        case .number, .string: "a \(rawValue)"
        }
    }
}
