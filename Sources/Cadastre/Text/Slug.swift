/// The id of a property type: words of `a`–`z` and digits joined by single hyphens, as in `town-house`.
///
/// 1 to ``maximumLength`` characters of `[a-z0-9]+(-[a-z0-9]+)*`.
public struct Slug: Hashable, Comparable, Sendable, LosslessStringConvertible {
    /// The longest slug, in characters.
    public static let maximumLength = 64
    /// What a slug must be, as the end of a sentence that begins with the field's name.
    public static let rule =
        "must be lower-case letters and digits in words joined by single hyphens, at most \(maximumLength) characters"

    /// The slug as text, ASCII alone.
    public let description: String

    /// `nil` if `text` is no slug.
    public init?(_ text: String) {
        guard (1...Self.maximumLength).contains(text.utf8.count) else { return nil }
        var previous = UInt8(ascii: "-")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
            case UInt8(ascii: "-") where previous != UInt8(ascii: "-"): break
            default: return nil
            }
            previous = byte
        }
        guard previous != UInt8(ascii: "-") else { return nil }
        description = text
    }

    /// By the bytes of the text.
    public static func < (first: Slug, second: Slug) -> Bool {
        first.description.utf8.lexicographicallyPrecedes(second.description.utf8)
    }
}

extension Slug: Codable {
    /// Reads a slug from a JSON string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let slug = Slug(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: Self.rule)
        }
        self = slug
    }

    /// Writes the slug as a JSON string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
