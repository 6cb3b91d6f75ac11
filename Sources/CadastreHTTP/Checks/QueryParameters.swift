import Cadastre

/// The parameters of a query, each at most once.
struct QueryParameters: Equatable {
    /// Names and values, decoded, in the order of the query.
    private(set) var pairs: [(name: String, value: String)] = []

    /// No parameters.
    init() {}

    /// Reads the query of a URI, without its question mark, as browsers encode forms.
    ///
    /// - Parameter known: The names that the call knows.
    /// - Throws: `.malformed` where a parameter is unknown, repeated, can't be decoded, or holds U+0000.
    init(_ query: String?, known: [String]) throws(RegistryError) {
        guard let query, !query.isEmpty else { return }
        for pair in query.split(separator: "&", omittingEmptySubsequences: true) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0], plusIsSpace: true) else {
                throw .malformed(Malformation(field: "query", Self.notEncoded))
            }
            guard let value = PercentEncoding.decode(parts.count == 2 ? parts[1] : "", plusIsSpace: true) else {
                throw .malformed(Malformation(field: name, Self.notEncoded))
            }
            guard known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else {
                throw .malformed(Malformation(field: name, known.isEmpty ? Self.noneKnown : Self.unknown(known)))
            }
            guard self[name] == nil else { throw .malformed(Malformation(field: name, "is given more than once")) }
            // The one text that neither JSON nor C can hold here: the doors agree to take it for none.
            guard !value.utf8.contains(0) else { throw .malformed(Malformation(field: name, "must not hold U+0000")) }
            pairs.append((name, value))
        }
    }

    /// The value of a parameter, if it was given.
    subscript(name: String) -> String? {
        pairs.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// The query without `name`, encoded, to put into a link: empty, or pairs joined by `&`.
    func encoded(without name: String) -> String {
        pairs.filter { $0.name != name }
            .map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
            .joined(separator: "&")
    }

    static func == (first: QueryParameters, second: QueryParameters) -> Bool {
        first.pairs.elementsEqual(second.pairs) { $0 == $1 }
    }

    private static let notEncoded = "is not percent-encoded UTF-8"
    private static let noneKnown = "is no query parameter of this call, which has none"

    private static func unknown(_ known: [String]) -> String {
        "is no query parameter of this call, which has " + known.joined(separator: ", ")
    }
}
