import EntityStore

/// Which cities a list is to show, in which order, and where it goes on.
public struct CityQuery: Sendable {
    /// The parameters of the list, as every door names them.
    public static let parameters = ["prefix", "order", "limit", "after"]
    /// How many names ``CityOrder/count`` ranks at most: the first by name of those that begin with the prefix.
    public static let maximumRanked = 1_000

    let prefix: FoldedPrefix
    let order: CityOrder
    let limit: Int
    let after: PageCursor?

    /// Asks for a page of cities.
    ///
    /// - Parameters:
    ///   - prefix: What their names begin with, up to 120 characters; compared folded. Where it ends in a space, a word
    ///     must end there.
    ///   - order: ``CityOrder/count`` needs a prefix, and has no next page.
    ///   - limit: 1 to 100.
    ///   - after: ``ListAnswer/next`` of the page before.
    /// - Throws: `.malformed` with the parameter that makes no sense; `.invalid` where `prefix` breaks a rule.
    public init(
        prefix: String = "", order: CityOrder = .name, limit: Int = 20, after: String? = nil
    ) throws(RegistryError) {
        self.order = order
        self.limit = try QueryParameters.checked(limit: limit)
        self.after = after.map { PageCursor($0) }
        if order == .count, after != nil {
            throw QueryParameters.malformed("after", "must not be given where order is count")
        }
        // Before it is folded: what it costs to fold a text can grow with the square of its length.
        let longest = Property.cityRule.lengths.upperBound
        if prefix.unicodeScalars.count > longest {
            throw QueryParameters.invalid("prefix", "must have at most \(longest) characters")
        }
        do throws(FoldingFailure) {
            self.prefix = try FoldedPrefix(folding: prefix)
        } catch {
            throw QueryParameters.invalid("prefix", error.message)
        }
        if order == .count, self.prefix.bytes.isEmpty {
            throw QueryParameters.invalid("prefix", "must hold a letter or a digit where order is count")
        }
    }

    /// Asks for a page of cities in the words of a door, each parameter at most once.
    ///
    /// - Throws: `.malformed` with the first parameter that is unknown, repeated, or makes no sense; `.invalid` where the
    ///   prefix breaks a rule.
    public init(parameters: [(name: String, value: String)]) throws(RegistryError) {
        let parameters = try QueryParameters(parameters, known: Self.parameters)
        try self.init(
            prefix: parameters["prefix"] ?? "",
            order: try QueryParameters.choice(parameters["order"], of: "order", named: \.rawValue, fallback: .name),
            limit: try parameters.limit(), after: parameters["after"])
    }

    /// Asks for a page with a JSON object of parameters: texts, and `limit` as a text or a number.
    ///
    /// - Throws: `.malformed` also where it is no such object; `.tooLarge` above 1 MiB.
    public init(json: [UInt8]) throws(RegistryError) {
        try self.init(parameters: try QueryParameters.parameters(json: json))
    }
}
