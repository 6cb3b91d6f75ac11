import StrictJSON

/// An error as every door sends it: the members of an RFC 9457 problem document.
///
/// The core makes one of each ``RegistryError``; a door makes its own for what only it can meet, such as a method that
/// a path does not know.
public struct Problem: Hashable, Sendable {
    /// The end of ``type``: lower-case words joined by hyphens, never changed once published.
    public let code: String
    /// A few words, the same for each problem of this type.
    public let title: String
    /// The HTTP status.
    public let status: Int
    /// A sentence about this occurrence that tells what to do next.
    public let detail: String
    /// The fields that are wrong, where fields are.
    public let errors: [FieldError]

    /// Describes a problem.
    public init(code: String, title: String, status: Int, detail: String, errors: [FieldError] = []) {
        self.code = code
        self.title = title
        self.status = status
        self.detail = detail
        self.errors = errors
    }

    /// The URI that names the type of the problem: `urn:cadastre:problem:not-found`. It is a name, and leads nowhere.
    public var type: String { "urn:cadastre:problem:" + code }

    /// The media type of ``json``.
    public static let mediaType = "application/problem+json"
}

extension Problem {
    /// The problem document, as canonical JSON.
    public var json: [UInt8] {
        (try? StrictJSONEncoder().encode(self)) ?? Array(#"{"type":"about:blank","title":"Error","status":500}"#.utf8)
    }
}

extension Problem: Encodable {
    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, errors
    }

    /// Writes the members in the order of RFC 9457; `errors` only where there are any.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(type, forKey: .type)
        try container.encode(title, forKey: .title)
        try container.encode(status, forKey: .status)
        try container.encode(detail, forKey: .detail)
        if !errors.isEmpty { try container.encode(errors, forKey: .errors) }
    }
}

extension RegistryError {
    /// The error as every door sends it. Nothing of the inside is in it.
    public var problem: Problem {
        Problem(code: kind.code, title: kind.title, status: kind.status, detail: detail, errors: fieldErrors)
    }

    /// What is wrong with each field, where it is fields that are wrong.
    private var fieldErrors: [FieldError] {
        if case .invalid(let errors) = self { return errors }
        guard case .malformed(let malformation) = self, !malformation.field.isEmpty else { return [] }
        return [FieldError(malformation.field, malformation.message)]
    }
}
