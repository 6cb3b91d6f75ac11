/// A member's name or an element's index: the coding key for names that no type declares.
public struct JSONKey: CodingKey, Sendable, CustomStringConvertible {
    /// The name, or the index in decimal digits.
    public let stringValue: String
    /// The index of an element; `nil` for a member.
    public let intValue: Int?

    /// Names a member.
    public init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    /// Names an element.
    public init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }

    /// The name, or the index in decimal digits.
    public var description: String { stringValue }

    /// Where Codable puts the part of a superclass when no other name is given.
    static let superclass = JSONKey(stringValue: "super")
}
