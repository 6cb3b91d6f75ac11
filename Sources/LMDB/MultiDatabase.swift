/// A database of keys with any number of values each, all of one size: both sorted by their bytes
/// (`MDB_DUPSORT | MDB_DUPFIXED`).
///
/// It is a plain value, used with transactions of the environment that it was opened in and that begin after it was
/// opened, on any thread.
public struct MultiDatabase: Sendable, Hashable {
    /// The bytes of each value, 1 to ``Database/maximumKeySize``.
    public let valueSize: Int

    let raw: UInt32
    let environment: UInt32
}
