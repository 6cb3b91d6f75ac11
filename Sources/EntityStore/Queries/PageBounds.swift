/// Where a page ends, whichever bound is reached first.
struct PageBounds {
    /// How many postings a page looks at: so one request has a bounded cost, however the lists interleave.
    static let maximumPostings = 10_000

    /// How many records it lists; at least 1.
    let items: Int
    /// How many bytes of JSON it holds; one record it lists whatever its size.
    let bytes: Int
    /// How many postings it looks at.
    let postings: Int

    init(items: Int, bytes: Int = .max, postings: Int = maximumPostings) {
        self.items = max(items, 1)
        self.bytes = bytes
        self.postings = postings
    }
}
