/// The 64-bit FNV-1a hash (draft-eastlake-fnv): the same in every process, which Swift's `Hasher` is not.
struct Fingerprint {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func combine(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { combine(byte) }
    }

    mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* Self.prime
    }

    /// Combines with the length in front, as eight bytes, so that no two lists of parts run together.
    mutating func combine(part bytes: some Collection<UInt8>) {
        let count = bytes.count
        if let count = UInt8(exactly: count) {
            // A byte of zero only multiplies, and to multiply seven times is to multiply once.
            for _ in 0..<7 { value = value &* Self.prime }
            combine(count)
        } else {
            withUnsafeBytes(of: UInt64(count).bigEndian) { count in combine(count) }
        }
        combine(bytes)
    }

    private static var prime: UInt64 { 0x0000_0100_0000_01b3 }
}
