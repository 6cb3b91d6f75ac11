/// How often something may happen: `bound` times at once, and again as often in each further `window`.
///
/// It is a leaky bucket: each hit adds one, and `bound` of them leak away evenly in a window.
public struct DecayingLimit: Hashable, Sendable {
    /// How many hits fit before the limit is reached; at least 1.
    public let bound: Int
    /// In how many seconds `bound` hits are forgotten; at least 1.
    public let window: Int

    /// Ticks of a counter's clock per second.
    static let ticksPerSecond: Int64 = 64

    /// Sets a limit. A bound or window below 1 is taken as 1, one above 2^31 as 2^31.
    public init(_ bound: Int, per window: Int) {
        self.bound = min(max(bound, 1), 1 << 31)
        self.window = min(max(window, 1), 1 << 31)
    }

    /// How many ticks it takes until one hit is forgotten.
    var interval: Int64 { max(1, Int64(window) * Self.ticksPerSecond / Int64(bound)) }

    /// How many ticks it takes until `bound` hits are forgotten: the window, rounded down to whole intervals.
    var capacity: Int64 { interval * Int64(bound) }

    /// In how many whole seconds one more hit fits, where `debt` ticks are yet to leak; `nil` if it fits now.
    func wait(forDebt debt: Int64) -> Int? {
        let excess = min(debt, capacity) - (capacity - interval)
        guard excess > 0 else { return nil }
        return Int((excess + Self.ticksPerSecond - 1) / Self.ticksPerSecond)
    }
}
