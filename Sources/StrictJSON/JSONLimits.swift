/// What is read and written at most.
public enum JSONLimits {
    /// How deep objects and arrays may be nested: `[]` is 1 deep.
    public static let nesting = 32
    /// The greatest integer, 2^53: up to it a `Double`, so JavaScript and most other readers too, holds every integer.
    public static let greatestInteger: Int64 = 1 << 53
    /// The range of numbers.
    public static let integers = -greatestInteger...greatestInteger
}
