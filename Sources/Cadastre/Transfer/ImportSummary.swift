/// What an import has come to.
public struct ImportSummary: Hashable, Sendable {
    /// Records that were made; users that owners became are counted in ``users`` instead.
    public var added = 0
    /// Records that were there and were changed.
    public var updated = 0
    /// Records that were there and were left alone.
    public var unchanged = 0
    /// Rows that were not taken.
    public var rejected = 0
    /// Users that were made.
    public var users = 0

    /// Nothing yet.
    public init() {}

    /// How many rows have been looked at.
    public var rows: Int { added + updated + unchanged + rejected }

    /// One line of JSON: `{"added":1,"updated":0,"unchanged":0,"rejected":0,"users":1}`.
    public var json: String {
        #"{"added":\#(added),"updated":\#(updated),"unchanged":\#(unchanged),"rejected":\#(rejected),"users":\#(users)}"#
    }
}
