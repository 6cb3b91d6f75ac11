/// A media type that the server reads or sends.
struct MediaType: Hashable, Sendable {
    /// The type, in lower case: `application`.
    let type: String
    /// The subtype, in lower case: `json`.
    let subtype: String
    /// The value of `Content-Type`, with parameters.
    let description: String

    /// Names a media type, in lower case, perhaps with parameters.
    init(_ description: String) {
        self.description = description
        let names = description.prefix { $0 != ";" }.split(separator: "/", maxSplits: 1)
        type = String(names.first ?? "")
        subtype = String(names.dropFirst().first ?? "")
    }

    /// The type without parameters.
    var name: String { "\(type)/\(subtype)" }

    static let json = MediaType("application/json")
    static let mergePatch = MediaType("application/merge-patch+json")
    static let html = MediaType("text/html; charset=utf-8")
    static let plainText = MediaType("text/plain; charset=utf-8")
    /// What Prometheus calls its text format.
    static let metrics = MediaType("text/plain; version=0.0.4; charset=utf-8")
}
