extension RecordID {
    /// A UUIDv7 (RFC 9562, section 5.7) of `time` that is greater than `previous`, whatever the clock says.
    ///
    /// Where the clock has moved past `previous` the 74 random bits are drawn anew. Where it has not (the same
    /// millisecond, or a clock set back) the id is `previous` plus a random step below 2^32 (section 6.2, method 2).
    ///
    /// - Returns: `nil` only when `previous` leaves no greater id, which takes a store whose ids end in all ones.
    static func version7(
        at time: Timestamp, after previous: RecordID?, using generator: inout some RandomNumberGenerator
    ) -> RecordID? {
        let milliseconds = UInt64(clamping: time.milliseconds) & 0xFFFF_FFFF_FFFF
        guard let previous, milliseconds <= previous.high >> 16 else { return random(at: time, using: &generator) }
        return previous.advanced(by: UInt64(UInt32.random(in: 1...UInt32.max, using: &generator)))
    }

    /// Whether this is a UUIDv7: version 7, and the variant of RFC 9562. The ids of all records are.
    public var isVersion7: Bool { high >> 12 & 0xF == 7 && low >> 62 == 0b10 }

    /// The time that a UUIDv7 was made of, in milliseconds since 1970.
    var milliseconds: Int64 { Int64(high >> 16) }

    /// A UUIDv7 for a part of a record, which only has to be unlike its siblings.
    public static func random(at time: Timestamp) -> RecordID {
        var random = RandomNumbers(count: 2)
        return self.random(at: time, using: &random)
    }

    /// The same, of the random numbers that `generator` gives: two of them.
    public static func random(at time: Timestamp, using generator: inout some RandomNumberGenerator) -> RecordID {
        let milliseconds = UInt64(clamping: time.milliseconds) & 0xFFFF_FFFF_FFFF
        return version7(milliseconds: milliseconds, random: generator.next(), more: generator.next())
    }

    private static func version7(milliseconds: UInt64, random: UInt64, more: UInt64) -> RecordID {
        RecordID(
            high: milliseconds << 16 | 0x7000 | random & 0x0FFF,
            low: 0x8000_0000_0000_0000 | more & 0x3FFF_FFFF_FFFF_FFFF
        )
    }

    /// Adds `step` to the 122 bits that are neither version nor variant, as one number.
    private func advanced(by step: UInt64) -> RecordID? {
        let tail = low & 0x3FFF_FFFF_FFFF_FFFF
        let sum = tail + step
        let carried = sum >> 62
        let newLow = 0x8000_0000_0000_0000 | sum & 0x3FFF_FFFF_FFFF_FFFF
        guard carried > 0 else { return RecordID(high: high & ~0xF000 | 0x7000, low: newLow) }
        let head = (high >> 16) << 12 | high & 0x0FFF
        guard head < 0x0FFF_FFFF_FFFF_FFFF else { return nil }
        let newHead = head + 1
        return RecordID(high: (newHead >> 12) << 16 | 0x7000 | newHead & 0x0FFF, low: newLow)
    }
}
