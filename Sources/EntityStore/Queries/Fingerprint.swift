/// The 64-bit FNV-1a hash (draft-eastlake-fnv): the same in every process, which Swift's `Hasher` is not.
struct Fingerprint {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func combine(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
    }

    /// Combines with the length in front, so that no two lists of parts run together.
    mutating func combine(part bytes: some Collection<UInt8>) {
        withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { count in combine(count) }
        combine(bytes)
    }
}
