import Synchronization

/// Counters that forget, shared by every process that has the store open: what a throttle keeps.
///
/// They live in the file `counters` of the store's directory: 65,536 buckets of eight bytes, mapped into memory and
/// changed by atomic operations alone. A hit costs no transaction and no `fsync`; after a power cut some may be
/// forgotten. There is no lock, so a process that dies, or forks, leaves nothing held.
///
/// A key is a 64-bit hash that the caller makes with a secret of its own, so that nobody can aim at a bucket. Its low
/// 13 bits choose a set of eight buckets (one line of the processor's cache), its high 24 bits are the tag that tells
/// keys of a set apart: two keys are taken for one with a chance of about 1 in 2 million. A new key takes an
/// empty bucket, or else the one of its set that will be empty first; so a flood of new keys pushes out each other
/// before it pushes out a key that is near its limit, and never adds to another key's count.
///
/// The clock is the system's. A bucket that will be empty later than its limit allows was filled before the clock was
/// set back, and is taken for an empty one: nobody waits until the clock is again where it was.
///
/// `@unchecked Sendable`: the mapped memory is only reached through atomic operations until `deinit`.
public final class DecayingCounters: @unchecked Sendable {
    /// How many buckets there are.
    public static let bucketCount = 65_536

    static let bucketsInSet = 8
    static let byteCount = bucketCount * MemoryLayout<UInt64>.size
    /// Losing a race so often in a row takes a crowd on one key; the hit that is then dropped is one of very many.
    private static let attempts = 1_000
    /// How far the clocks that two threads have read may lie apart, where nobody has set one.
    private static let slack = 60 * DecayingLimit.ticksPerSecond

    private let buckets: UnsafeMutablePointer<Atomic<UInt64>>

    /// Counts one hit of `key`, unless it is at its limit.
    ///
    /// - Returns: `nil` if the hit was counted; else in how many seconds one will fit.
    @discardableResult
    public func hit(_ key: UInt64, _ limit: DecayingLimit, at time: Timestamp = .now) -> Int? {
        let now = Self.tick(at: time)
        for _ in 0..<Self.attempts {
            let (position, old) = bucket(for: key, at: now)
            let debt = old.tag == Self.tag(of: key) ? Self.debt(of: old, limit, at: now) : 0
            if let wait = limit.wait(forDebt: debt) { return wait }
            if replace(old, at: position, with: now + debt + limit.interval, for: key) { return nil }
        }
        return nil
    }

    /// Takes one hit of `key` back, so that what is counted before it is tried can be forgiven when it succeeds.
    public func takeBack(_ key: UInt64, _ limit: DecayingLimit, at time: Timestamp = .now) {
        let now = Self.tick(at: time)
        for _ in 0..<Self.attempts {
            let (position, old) = bucket(for: key, at: now)
            guard old.tag == Self.tag(of: key), old.emptyAt > now else { return }
            let debt = Self.debt(of: old, limit, at: now)
            if replace(old, at: position, with: now + max(debt - limit.interval, 0), for: key) { return }
        }
    }

    /// Takes over `memory`, `byteCount` zeroed or earlier-used bytes that were mapped for this object alone.
    init(mapped memory: UnsafeMutableRawPointer) {
        buckets = memory.bindMemory(to: Atomic<UInt64>.self, capacity: Self.bucketCount)
    }

    deinit {
        Self.unmap(UnsafeMutableRawPointer(buckets))
    }
}

extension DecayingCounters {
    private static func tick(at time: Timestamp) -> Int64 {
        time.milliseconds * DecayingLimit.ticksPerSecond / 1_000
    }

    /// How many ticks it takes until a bucket is empty.
    private static func debt(of bucket: CounterBucket, _ limit: DecayingLimit, at now: Int64) -> Int64 {
        let debt = max(bucket.emptyAt - now, 0)
        return debt > limit.capacity + slack ? 0 : min(debt, limit.capacity)
    }

    private static func tag(of key: UInt64) -> UInt64 {
        key >> CounterBucket.timeBits
    }

    /// The buckets that may be the key's.
    private static func set(of key: UInt64) -> Range<Int> {
        let start = Int(key % UInt64(bucketCount / bucketsInSet)) * bucketsInSet
        return start..<start + bucketsInSet
    }

    private func bucket(at position: Int) -> CounterBucket {
        CounterBucket(word: buckets[position].load(ordering: .relaxed))
    }

    /// The key's bucket, or the one to give it: that which is or will be empty first.
    private func bucket(for key: UInt64, at now: Int64) -> (position: Int, bucket: CounterBucket) {
        let set = Self.set(of: key)
        var first = (position: set.lowerBound, bucket: bucket(at: set.lowerBound))
        for position in set {
            let bucket = bucket(at: position)
            if bucket.tag == Self.tag(of: key), bucket.emptyAt > now { return (position, bucket) }
            if bucket.emptyAt < first.bucket.emptyAt { first = (position, bucket) }
        }
        return first
    }

    private func replace(_ old: CounterBucket, at position: Int, with emptyAt: Int64, for key: UInt64) -> Bool {
        buckets[position].compareExchange(
            expected: old.word, desired: CounterBucket(tag: Self.tag(of: key), emptyAt: emptyAt).word,
            ordering: .relaxed
        ).exchanged
    }
}
