import StrictJSON

/// What a feature of a room is: a text, a number, or whether it is there.
public enum FeatureValue: Sendable {
    /// One line.
    case text(String)
    /// A finite number.
    case number(Double)
    /// Yes or no.
    case flag(Bool)

    /// `nil` where a feature can't be what `value` is.
    init?(_ value: JSONValue) {
        switch value {
        case .string(let text): self = .text(text)
        case .integer(let number): self = .number(Double(number))
        case .number(let number): self = .number(number)
        case .bool(let flag): self = .flag(flag)
        case .null, .array, .object: return nil
        }
    }
}

extension FeatureValue: Codable {
    /// Reads a JSON string, number or truth value.
    public init(from decoder: any Decoder) throws {
        guard let value = FeatureValue(try JSONValue(from: decoder)) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "neither text, number nor truth value"))
        }
        self = value
    }

    /// Writes a JSON string, number or truth value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        }
    }
}

extension FeatureValue: Equatable {
    /// Whether both are the same; texts by their bytes.
    public static func == (first: FeatureValue, second: FeatureValue) -> Bool {
        switch (first, second) {
        case (.text(let first), .text(let second)): first.isByteEqual(to: second)
        case (.number(let first), .number(let second)): first == second
        case (.flag(let first), .flag(let second)): first == second
        case (.text, _), (.number, _), (.flag, _): false
        }
    }
}

extension FeatureValue {
    /// What is wrong with the value, as the end of a sentence; `nil` if nothing is.
    var complaint: String? {
        guard case .text(let text) = self else { return nil }
        return Features.textRule.complaint(about: text)
    }

    /// The value as JSON.
    var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): .number(number)
        case .flag(let flag): .bool(flag)
        }
    }
}
