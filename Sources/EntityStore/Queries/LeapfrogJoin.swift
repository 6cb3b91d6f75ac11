/// The ids that every one of some posting lists holds, found by letting the lists overtake each other in turn
/// (Veldhuizen, "Leapfrog Triejoin", 2014). It never looks at more postings than its budget.
struct LeapfrogJoin {
    /// How a step ended.
    enum Step: Equatable {
        /// Every list holds this id.
        case found(RecordID)
        /// The budget is spent. Nothing before this place remains to be found.
        case spent(RecordID)
        /// No list holds anything further that all hold.
        case end
    }

    private let lists: [any PostingList]
    private let order: Order
    private var place: RecordID?
    private var budget: Int

    /// - Parameters:
    ///   - lists: At least one.
    ///   - start: The first place, in `order`, to look at.
    ///   - budget: How many postings may be looked at in all.
    init(_ lists: [any PostingList], order: Order, from start: RecordID, budget: Int) {
        self.lists = lists
        self.order = order
        self.place = start
        self.budget = budget
    }

    /// Finds the next id.
    mutating func next() throws(StoreError) -> Step {
        guard var candidate = place else { return .end }
        var agreeing = 0
        var position = 0
        while budget > 0 {
            budget -= 1
            guard let posting = try lists[position].seek(candidate) else {
                place = nil
                return .end
            }
            agreeing = posting == candidate ? agreeing + 1 : 1
            candidate = posting
            if agreeing == lists.count {
                place = order.place(past: candidate)
                return .found(candidate)
            }
            position = (position + 1) % lists.count
        }
        place = candidate
        return .spent(candidate)
    }
}
