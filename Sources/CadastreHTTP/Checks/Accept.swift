/// What a client accepts: the value of `Accept` (RFC 9110, 12.5.1).
struct Accept {
    private struct Range {
        let type: Substring
        let subtype: Substring
        let hasParameters: Bool
        let isRefused: Bool

        /// How much the range says about `media`; `nil` if nothing. The one that says most decides.
        func precedence(for media: MediaType) -> Int? {
            if type == "*" { return subtype == "*" ? 0 : nil }
            guard type == media.type else { return nil }
            if subtype == "*" { return 1 }
            guard subtype == media.subtype else { return nil }
            return hasParameters ? 3 : 2
        }
    }

    private let ranges: [Range]

    /// Reads a value; what is no media range is passed over.
    init(_ value: String) {
        ranges = value.lowercased().split(separator: ",").compactMap { element in
            let parts = element.split(separator: ";").map(\.trimmed)
            guard let range = parts.first else { return nil }
            let names = range.split(separator: "/", omittingEmptySubsequences: false)
            guard names.count == 2, !names[0].isEmpty, !names[1].isEmpty else { return nil }
            let weight = parts.dropFirst().last { $0.hasPrefix("q=") }
            return Range(
                type: names[0], subtype: names[1], hasParameters: parts.count > (weight == nil ? 1 : 2),
                isRefused: weight.flatMap { Double($0.dropFirst(2)) } == 0)
        }
    }

    /// Whether an answer of type `media` is welcome. A client that says nothing that can be read takes anything.
    func allows(_ media: MediaType) -> Bool {
        if ranges.isEmpty { return true }
        let matching = ranges.compactMap { range in range.precedence(for: media).map { (range, $0) } }
        guard let best = matching.max(by: { $0.1 < $1.1 }) else { return false }
        return !best.0.isRefused
    }
}

extension Substring {
    /// Without the spaces and tabs around it.
    var trimmed: Substring {
        func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return ""
        }
        return self[first...last]
    }
}
