/// The codings that a client takes an answer in: the value of `Accept-Encoding` (RFC 9110, 12.5.3).
enum ContentCoding {
    /// Whether gzip is among them.
    static func acceptsGzip(_ value: String) -> Bool {
        var byWildcard = false
        for element in value.lowercased().split(separator: ",") {
            let parts = element.split(separator: ";").map(\.trimmed)
            let isRefused = parts.dropFirst().contains { $0.hasPrefix("q=") && Double($0.dropFirst(2)) == 0 }
            switch parts.first {
            case "gzip", "x-gzip": return !isRefused
            case "*": byWildcard = !isRefused
            default: break
            }
        }
        return byWildcard
    }
}
