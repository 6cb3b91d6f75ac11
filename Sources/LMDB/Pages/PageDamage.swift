/// A page of the data file that is not what its place in the file needs.
public struct PageDamage: Sendable, Hashable {
    /// The number of the page: its place in the file, in pages.
    public let page: Int
    /// The database that it belongs to; `nil` for what LMDB keeps for itself.
    public let database: String?
    /// What is wrong with it, as the end of a sentence about the page.
    public let reason: String
}

extension PageDamage: CustomStringConvertible {
    /// One line for a person.
    public var description: String { "page \(page)\(database.map { " of \($0)" } ?? ""): \(reason)" }
}
