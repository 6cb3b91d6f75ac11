import EntityStore

extension DecayingCounters {
    /// In how many seconds one more hit of `key` will fit; `nil` if one fits now.
    func peek(_ key: UInt64, _ limit: DecayingLimit, at time: Timestamp = .now) -> Int? {
        if let wait = hit(key, limit, at: time) { return wait }
        takeBack(key, limit, at: time)
        return nil
    }
}
