/// The ids that every one of some posting lists holds, found by letting the lists overtake each other in turn
/// (Veldhuizen, "Leapfrog Triejoin", 2014). It never looks at more postings than its budget.
struct LeapfrogJoin {
    /// What is left after some ids were found.
    enum Rest: Equatable {
        /// Perhaps more.
        case unknown
        /// What lies at this place and past it: the budget is spent.
        case unseen(RecordID)
        /// Nothing.
        case nothing
    }

    private let first: any PostingList
    /// Mostly none: a query of one part, which this allocates nothing for.
    private let others: [any PostingList]
    private let order: Order
    private var place: RecordID?
    private var budget: Int

    /// - Parameters:
    ///   - first: One of the lists.
    ///   - others: The others.
    ///   - start: The first place, in `order`, to look at.
    ///   - budget: How many postings may be looked at in all.
    init(_ first: any PostingList, _ others: [any PostingList] = [], order: Order, from start: RecordID, budget: Int) {
        self.first = first
        self.others = others
        self.order = order
        self.place = start
        self.budget = budget
    }

    /// Appends the next ids, at most `count` of them.
    ///
    /// - Returns: What is left. Fewer than `count` ids are found only where nothing is, or the budget is spent.
    mutating func take(_ count: Int, into ids: inout [RecordID]) throws(StoreError) -> Rest {
        guard !others.isEmpty else { return try takeAll(count, of: first, into: &ids) }
        for _ in 0..<count {
            guard let id = try next() else {
                return place.map { .unseen($0) } ?? .nothing
            }
            ids.append(id)
            place = order.place(past: id)
        }
        return .unknown
    }

    /// One list needs no joining: what it holds is what is wanted.
    private mutating func takeAll(
        _ count: Int, of list: any PostingList, into ids: inout [RecordID]
    ) throws(StoreError) -> Rest {
        guard let start = place else { return .nothing }
        let before = ids.count
        let wanted = min(count, budget)
        try list.take(wanted, from: start, into: &ids)
        let found = ids.count - before
        budget -= found
        place = found == 0 ? start : order.place(past: ids[ids.count - 1])
        guard found == wanted else { return .nothing }
        guard budget == 0, let place else { return .unknown }
        return .unseen(place)
    }

    /// The next id that all lists hold, or `nil`: then `place` is where the budget was spent, or `nil` at the end.
    private mutating func next() throws(StoreError) -> RecordID? {
        guard var candidate = place else { return nil }
        var agreeing = 0
        var position = 0
        while budget > 0 {
            budget -= 1
            let list = position == 0 ? first : others[position - 1]
            guard let posting = try list.seek(candidate) else {
                place = nil
                return nil
            }
            agreeing = posting == candidate ? agreeing + 1 : 1
            candidate = posting
            if agreeing == others.count + 1 { return candidate }
            position = position == others.count ? 0 : position + 1
        }
        place = candidate
        return nil
    }
}
