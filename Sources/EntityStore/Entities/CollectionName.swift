/// The name of a collection of entities: 1 to 64 of `a-z`, `0-9` and `-`.
///
/// It is written down in the store, so a program must not change it lightly: a new name is a new, empty collection.
public struct CollectionName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name as given.
    public let description: String

    /// Names a collection. `Store.open` refuses a name that breaks the rule above.
    public init(stringLiteral name: String) {
        description = name
    }

    var isValid: Bool {
        (1...64).contains(description.utf8.count)
            && description.utf8.allSatisfy {
                ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
                    || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) || $0 == UInt8(ascii: "-")
            }
    }
}
