import HTTPTypes

/// What pages of other origins are told (CORS, as the Fetch standard has it).
struct CrossOrigin: Sendable {
    /// How long a browser may remember the answer to a preflight, in seconds.
    private static let maximumAge = "600"
    private static let requestFields = "Authorization, Content-Type, If-Match, If-None-Match, X-Request-Id"
    private static let answerFields = "ETag, Location, Link, Retry-After, X-Request-Id"

    private let policy: CrossOriginPolicy

    init(_ policy: CrossOriginPolicy) {
        self.policy = policy
    }

    /// Whether pages of any other origin may ask at all; answers then differ by who asks, which caches must know.
    var isOn: Bool { policy != .none }

    /// What lets a page of the request's origin read the answer.
    func fields(for request: HTTPRequest) -> [HTTPField] {
        guard let allowed = allowedOrigin(for: request) else { return [] }
        return [
            HTTPField(name: .accessControlAllowOrigin, value: allowed),
            HTTPField(name: .accessControlExposeHeaders, value: Self.answerFields),
        ]
    }

    /// Whether a browser asks if a page may send a request.
    func isPreflight(_ request: HTTPRequest) -> Bool {
        isOn && request.method == .options && request.headerFields.contains(.origin)
            && request.headerFields.contains(.accessControlRequestMethod)
    }

    /// The answer to that, beside ``fields(for:)``.
    func preflightFields(for request: HTTPRequest, methods: String) -> [HTTPField] {
        guard allowedOrigin(for: request) != nil else { return [] }
        return [
            HTTPField(name: .accessControlAllowMethods, value: methods),
            HTTPField(name: .accessControlAllowHeaders, value: Self.requestFields),
            HTTPField(name: .accessControlMaxAge, value: Self.maximumAge),
        ]
    }

    private func allowedOrigin(for request: HTTPRequest) -> String? {
        guard let origin = request.headerFields[.origin], origin != "null" else { return nil }
        switch policy {
        case .none: return nil
        case .any: return "*"
        case .origins(let origins): return origins.contains(origin) ? origin : nil
        }
    }
}
