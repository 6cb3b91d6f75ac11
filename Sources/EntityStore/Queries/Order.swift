/// The order in which a page lists entities. The order of ids is the order of commits.
public enum Order: UInt8, Sendable, CaseIterable {
    /// The newest first.
    case newest = 0
    /// The oldest first.
    case oldest = 1

    /// Where a walk in this order begins.
    var start: RecordID {
        switch self {
        case .newest: .greatest
        case .oldest: .least
        }
    }

    /// The place that follows `id` in this order; `nil` where none does.
    func place(past id: RecordID) -> RecordID? {
        switch self {
        case .newest: id.predecessor
        case .oldest: id.successor
        }
    }

    /// Whether a walk in this order meets `place` no later than `id`.
    func reaches(_ place: RecordID, noLaterThan id: RecordID) -> Bool {
        switch self {
        case .newest: place >= id
        case .oldest: place <= id
        }
    }
}
