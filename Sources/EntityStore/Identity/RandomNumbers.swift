import Glibc

/// Random numbers of the system, fetched many at a time: a call of the system costs more than an id that is made of them.
///
/// For one operation and no longer: numbers that a child of `fork` inherited would be its parent's.
public struct RandomNumbers: RandomNumberGenerator {
    /// The most bytes that the system gives in one call.
    private static let maximumBytes = 256

    private var numbers: [UInt64]
    private var system = SystemRandomNumberGenerator()

    /// A source that fetches `count` numbers now; more are fetched one by one.
    public init(count: Int) {
        let fetched = min(count, Self.maximumBytes / MemoryLayout<UInt64>.size)
        numbers = [UInt64](repeating: 0, count: fetched)
        let status = numbers.withUnsafeMutableBytes { bytes in getentropy(bytes.baseAddress, bytes.count) }
        if status != 0 { numbers = [] }
    }

    /// The next of those that were fetched, or one from the system.
    public mutating func next() -> UInt64 { numbers.popLast() ?? system.next() }
}
