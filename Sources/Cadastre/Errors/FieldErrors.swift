/// What is wrong with the fields of a request, gathered so that its sender learns all of it at once.
public struct FieldErrors: Sendable {
    /// How many wrong fields one answer names; further ones are left out, as the answer would grow with the attack.
    public static let maximumCount = 100

    /// What was gathered, in the order of the fields.
    public private(set) var all: [FieldError] = []

    /// Nothing yet.
    public init() {}

    /// Adds what is wrong with a field; `nil` is nothing.
    public mutating func add(_ field: String, _ complaint: String?) {
        guard let complaint, all.count < Self.maximumCount else { return }
        all.append(FieldError(field, complaint))
    }

    /// Ends the gathering.
    ///
    /// - Throws: `.invalid` if anything was wrong.
    public func throwIfAny() throws(RegistryError) {
        if !all.isEmpty { throw .invalid(all) }
    }
}
