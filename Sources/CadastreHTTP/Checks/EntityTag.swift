import Cadastre

/// The entity tag of a record: its revision, and whether it stands for the compressed form.
///
/// A strong tag stands for one sequence of bytes, so the gzipped form of a record has a tag of its own:
/// `"3-lx2f9k1c"` and `"3-lx2f9k1c-gzip"`. Whoever sends one back means the record, so both are understood.
enum EntityTag {
    private static let gzipSuffix = "-gzip"

    /// The tag of a record, with its quotes.
    static func text(of revision: Revision, gzipped: Bool) -> String {
        gzipped ? "\"\(revision)\(gzipSuffix)\"" : "\"\(revision)\""
    }

    /// The tag of the gzipped form of what has the strong tag `tag`.
    static func gzipped(_ tag: String) -> String {
        tag.dropLast() + gzipSuffix + "\""
    }

    /// What `If-Match` asks for. Weak tags, and tags that this server never gave, match nothing.
    static func precondition(ifMatch value: String?) -> Precondition {
        guard let value else { return .none }
        if value[...].trimmed == "*" { return .exists }
        return .oneOf(tags(in: value).filter { !$0.isWeak }.compactMap(revision))
    }

    /// Whether `If-None-Match` names the state that a record is in, weak or strong.
    static func matches(ifNoneMatch value: String, _ revision: Revision) -> Bool {
        value[...].trimmed == "*" || tags(in: value).contains { self.revision($0) == revision }
    }

    /// Whether `If-None-Match` names `tag`, in either form, weak or strong.
    ///
    /// - Parameter tag: The strong tag of the form that is not gzipped, with its quotes.
    static func matches(ifNoneMatch value: String, tag: String) -> Bool {
        value[...].trimmed == "*" || tags(in: value).contains { withoutSuffix($0) == tag.dropFirst().dropLast() }
    }

    private struct Tag {
        let opaque: Substring
        let isWeak: Bool
    }

    private static func revision(_ tag: Tag) -> Revision? {
        Revision(String(withoutSuffix(tag)))
    }

    private static func withoutSuffix(_ tag: Tag) -> Substring {
        tag.opaque.hasSuffix(gzipSuffix) ? tag.opaque.dropLast(gzipSuffix.count) : tag.opaque
    }

    /// The tags of a list (RFC 9110, 8.8.3), up to the first thing in it that is none.
    private static func tags(in list: String) -> [Tag] {
        var tags: [Tag] = []
        var rest = list[...]
        while true {
            rest = rest.drop { $0 == "," || $0 == " " || $0 == "\t" }
            let isWeak = rest.hasPrefix("W/")
            if isWeak { rest = rest.dropFirst(2) }
            guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return tags }
            tags.append(Tag(opaque: rest[rest.index(after: rest.startIndex)..<end], isWeak: isWeak))
            rest = rest[rest.index(after: end)...]
        }
    }
}
