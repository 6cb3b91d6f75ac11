/// One page of a query's answer.
public struct Page<Item: Sendable>: Sendable {
    /// What the page lists, in the query's order.
    public let items: [Item]
    /// Where the next page begins; `nil` at the end.
    ///
    /// A page that has used up its work may end early, even with no items, and still have a next one.
    public let next: PageCursor?
}
