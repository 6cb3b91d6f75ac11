/// What a user may do beyond what every user may.
public enum Role: String, Codable, Sendable, CaseIterable {
    /// Owns properties, and changes their own.
    case user
    /// Changes everybody's properties, the types, and removes users.
    case admin
}
