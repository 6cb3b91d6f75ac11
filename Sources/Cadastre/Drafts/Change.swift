/// What a request says about one member: nothing, that it goes, or what it becomes.
enum Change<Value: Sendable>: Sendable {
    /// The member is absent: what is there stays.
    case keep
    /// The member is `null` in a merge patch: what is there goes.
    case remove
    /// The member is this.
    case set(Value)

    /// What becomes of `current`; `nil` where nothing is left.
    func applied(to current: Value?) -> Value? {
        switch self {
        case .keep: current
        case .remove: nil
        case .set(let value): value
        }
    }

    /// Whether what is there goes.
    var isRemoval: Bool {
        if case .remove = self { true } else { false }
    }

    /// What a request gives, where it makes something anew.
    var value: Value? { applied(to: nil) }
}

extension Change: Equatable where Value: Equatable {}
