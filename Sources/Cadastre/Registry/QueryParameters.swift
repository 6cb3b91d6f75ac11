import EntityStore

/// The parameters that a list is asked for with, each read once.
struct QueryParameters {
    /// How many items a page may have, and how many it has unless asked otherwise.
    static let limits = 1...100
    static let defaultLimit = 20

    private let values: [String: String]

    /// - Throws: `.malformed` with the first parameter that is not in `known`, or given twice.
    init(_ parameters: [(name: String, value: String)], known: [String]) throws(RegistryError) {
        var values: [String: String] = [:]
        for (name, value) in parameters {
            guard let name = known.first(where: { $0.isByteEqual(to: name) }) else {
                throw Self.malformed(name, "is not a parameter of this list; it has \(known.joined(separator: ", "))")
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw Self.malformed(name, "must not be given twice")
            }
        }
        self.values = values
    }

    /// The text of a parameter, if it is given.
    subscript(name: String) -> String? { values[name] }

    /// How many items are wanted.
    func limit() throws(RegistryError) -> Int {
        guard let text = values["limit"] else { return Self.defaultLimit }
        guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let limit = Int(text)
        else { throw Self.wrongLimit }
        return try Self.checked(limit: limit)
    }

    /// A limit that is within its bounds.
    static func checked(limit: Int) throws(RegistryError) -> Int {
        guard limits.contains(limit) else { throw wrongLimit }
        return limit
    }

    private static let wrongLimit = malformed(
        "limit", "must be a whole number from \(limits.lowerBound) to \(limits.upperBound)")

    /// The choice that a text names; `fallback` where there is none.
    static func choice<Choice: CaseIterable>(
        _ text: String?, of name: String, named: (Choice) -> String, fallback: Choice
    ) throws(RegistryError) -> Choice {
        guard let text else { return fallback }
        guard let choice = Choice.allCases.first(where: { named($0).isByteEqual(to: text) }) else {
            throw malformed(name, "must be \(Choice.allCases.map(named).joined(separator: " or "))")
        }
        return choice
    }

    /// That a parameter can be read, and breaks a rule.
    static func invalid(_ name: String, _ message: String) -> RegistryError {
        .invalid([FieldError(name, message)])
    }

    /// That a parameter makes no sense.
    static func malformed(_ name: String, _ message: String) -> RegistryError {
        .malformed(Malformation(field: name, message))
    }
}

extension Order {
    /// The order's name in a query.
    var name: String {
        switch self {
        case .newest: "newest"
        case .oldest: "oldest"
        }
    }
}
