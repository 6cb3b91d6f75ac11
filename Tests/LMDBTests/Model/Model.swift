/// What the databases of a model test should hold: plain dictionaries and sets.
struct Model: Equatable {
    var plain: [UInt64: UInt64] = [:]
    /// A few keys with any number of values.
    var many: [UInt8: Set<UInt64>] = [:]
    /// The values of the only key that its database ever holds.
    var single: Set<UInt64> = []

    static let onlyKey: UInt8 = 7

    var countOfMany: Int { many.values.reduce(0) { $0 + $1.count } }
}

/// A value of 16 bytes that sorts like its number.
func wide(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) } + [UInt8](repeating: 0xAB, count: 8)
}

/// The numbers in a run of such values.
func numbers(in run: RawSpan) -> [UInt64] {
    stride(from: 0, to: run.byteCount, by: 16).map {
        UInt64(bigEndian: run.unsafeLoadUnaligned(fromByteOffset: $0, as: UInt64.self))
    }
}
