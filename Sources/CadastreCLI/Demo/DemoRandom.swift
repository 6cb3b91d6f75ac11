/// Random numbers that a seed decides, the same on every machine (SplitMix64, Steele, Lea and Flood 2014).
struct DemoRandom: RandomNumberGenerator {
    private var state: UInt64

    /// Numbers for the `index`-th thing of a kind, so that thing 7 is the same however many there are.
    init(seed: UInt64, kind: UInt64, index: Int) {
        state = seed
        let mixed = next() ^ kind
        state = mixed
        state = next() ^ UInt64(index)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// One of `choices`, which are not empty.
    mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[whole(0...choices.count - 1)]
    }

    /// One of `choices`, each as likely as its weight says.
    mutating func pick<Choice>(weighted choices: [(value: Choice, weight: Int)]) -> Choice {
        var rest = whole(0...choices.reduce(0) { $0 + $1.weight } - 1)
        for choice in choices {
            if rest < choice.weight { return choice.value }
            rest -= choice.weight
        }
        return choices[choices.count - 1].value
    }

    /// Whether something that happens in `percent` of all cases happens.
    mutating func happens(_ percent: Int) -> Bool { whole(1...100) <= percent }

    /// A whole number of the range.
    ///
    /// The standard library's own reduction may change with its version, and then the data would.
    mutating func whole(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    /// A number of the range with at most one decimal.
    mutating func tenths(_ range: ClosedRange<Int>) -> Double {
        Double(whole(range.lowerBound * 10...range.upperBound * 10)) / 10
    }
}
