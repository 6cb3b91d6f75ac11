import EntityStore

/// Which page of the list of users is wanted.
public struct UserQuery: Sendable {
    /// The parameters of the list, as every door names them.
    public static let parameters = ["limit", "after"]

    let limit: Int
    let after: PageCursor?

    /// Asks for a page of users, the newest first.
    ///
    /// - Parameters:
    ///   - limit: 1 to 100 users.
    ///   - after: ``ListAnswer/next`` of the page before.
    /// - Throws: `.malformed` with the parameter that makes no sense.
    public init(limit: Int = 20, after: String? = nil) throws(RegistryError) {
        self.limit = try QueryParameters.checked(limit: limit)
        self.after = after.map { PageCursor($0) }
    }

    /// Asks for a page of users in the words of a door, each parameter at most once.
    ///
    /// - Throws: `.malformed` with the first parameter that is unknown, repeated, or makes no sense.
    public init(parameters: [(name: String, value: String)]) throws(RegistryError) {
        let parameters = try QueryParameters(parameters, known: Self.parameters)
        try self.init(limit: try parameters.limit(), after: parameters["after"])
    }

    /// Asks for a page with a JSON object of parameters: texts, and `limit` as a text or a number.
    ///
    /// - Throws: `.malformed` also where it is no such object; `.tooLarge` above 1 MiB.
    public init(json: [UInt8]) throws(RegistryError) {
        try self.init(parameters: try QueryParameters.parameters(json: json))
    }
}
