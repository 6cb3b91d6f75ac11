/// One bucket of `DecayingCounters`: a tag that tells whose it is, and the tick at which it will be empty.
///
/// One word, so that one compare-and-exchange changes it whole: 24 bits of tag, 40 bits of time (544 years of ticks
/// since 1970). The level of a leaky bucket needs no other field: it is the time that is left, over the time that one
/// hit takes to leak (the generic cell rate algorithm, ITU-T I.371).
struct CounterBucket: Equatable {
    static let timeBits: UInt64 = 40

    let word: UInt64

    init(word: UInt64) {
        self.word = word
    }

    init(tag: UInt64, emptyAt: Int64) {
        word = tag << Self.timeBits | UInt64(clamping: emptyAt) & (1 << Self.timeBits - 1)
    }

    var tag: UInt64 { word >> Self.timeBits }

    var emptyAt: Int64 { Int64(word & (1 << Self.timeBits - 1)) }
}
