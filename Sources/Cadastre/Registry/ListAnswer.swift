/// A list as every door sends it.
public struct ListAnswer: Hashable, Sendable {
    /// The whole answer: `{"items":[…],"next":…}`, or `{"items":[…]}` where a list has no pages.
    public let json: [UInt8]
    /// The value of `after` that leads to the next page; `nil` at the end, and where there are no pages.
    ///
    /// A page may have a next one and no items, as one answer looks at a bounded number of records.
    public let next: String?
}
