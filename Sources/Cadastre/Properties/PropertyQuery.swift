public import EntityStore

/// Which properties a list is to show, in which order, and where it goes on.
public struct PropertyQuery: Sendable {
    /// The parameters of the list, as every door names them.
    public static let parameters = ["city", "type", "owner", "order", "limit", "after"]

    let city: FoldedText?
    let type: Slug?
    let owner: ID<User>?
    let order: Order
    let limit: Int
    let after: PageCursor?

    /// Asks for a page of properties.
    ///
    /// - Parameters:
    ///   - city: Only those in a city; compared folded.
    ///   - type: Only those of a type; none if there is no such type.
    ///   - owner: Only those of a user.
    ///   - order: By age; ids are in the order of creation.
    ///   - limit: 1 to 100 properties; a page also ends at 1 MiB.
    ///   - after: ``ListAnswer/next`` of the page before.
    /// - Throws: `.malformed` with the parameter that makes no sense; `.invalid` where no property can be in `city`.
    public init(
        city: String? = nil, type: String? = nil, owner: String? = nil, order: Order = .newest, limit: Int = 20,
        after: String? = nil
    ) throws(RegistryError) {
        self.type = try Self.read(type, of: "type", { Slug($0) }, Slug.rule)
        self.owner = try Self.read(owner, of: "owner", ID<User>.init, "must be the id of a user, a UUID")
        self.order = order
        self.limit = try QueryParameters.checked(limit: limit)
        self.after = after.map { PageCursor($0) }
        self.city = try city.map(Self.folded)
    }

    /// Asks for a page of properties in the words of a door, each parameter at most once.
    ///
    /// - Throws: `.malformed` with the first parameter that is unknown, repeated, or makes no sense; `.invalid` where no
    ///   property can be in the city.
    public init(parameters: [(name: String, value: String)]) throws(RegistryError) {
        let parameters = try QueryParameters(parameters, known: Self.parameters)
        try self.init(
            city: parameters["city"], type: parameters["type"], owner: parameters["owner"],
            order: try QueryParameters.choice(parameters["order"], of: "order", named: \.name, fallback: .newest),
            limit: try parameters.limit(), after: parameters["after"])
    }

    /// Asks for a page with a JSON object of parameters: texts, and `limit` as a text or a number.
    ///
    /// - Throws: `.malformed` also where it is no such object; `.tooLarge` above 1 MiB.
    public init(json: [UInt8]) throws(RegistryError) {
        try self.init(parameters: try QueryParameters.parameters(json: json))
    }

    /// What the store is asked; `nil` for every property.
    var filter: Query<Property>? {
        var filter: Query<Property>?
        func add(_ part: Query<Property>) { filter = filter.map { $0 && part } ?? part }
        if let city { add(Property.byCity == city) }
        if let type { add(Property.byType == type) }
        if let owner { add(Property.byOwner == owner) }
        return filter
    }

    /// The city's key. It keeps the rules that a property's own city keeps.
    private static func folded(_ city: String) throws(RegistryError) -> FoldedText {
        if let complaint = Property.cityRule.complaint(about: city) {
            throw QueryParameters.invalid("city", complaint)
        }
        do throws(FoldingFailure) {
            return try FoldedText(folding: city)
        } catch {
            throw QueryParameters.invalid("city", error.message)
        }
    }

    private static func read<Value>(
        _ text: String?, of name: String, _ make: (String) -> Value?, _ rule: String
    ) throws(RegistryError) -> Value? {
        guard let text else { return nil }
        guard let value = make(text) else { throw QueryParameters.malformed(name, rule) }
        return value
    }
}
