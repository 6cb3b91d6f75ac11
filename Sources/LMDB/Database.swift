/// A database of keys with one value each, sorted by the bytes of the keys.
///
/// It is a plain value, used with transactions of the environment that it was opened in and that begin after it was
/// opened, on any thread.
public struct Database: Sendable, Hashable {
    /// The most bytes that a key may have (`mdb_env_get_maxkeysize`); also the most for a value of a ``MultiDatabase``.
    public static let maximumKeySize = 511

    let raw: UInt32
    let environment: UInt32
}
