/// The 16 bytes of a record's id, whatever it identifies: a UUID, kept as two big-endian halves.
///
/// Ordered as its bytes are, which for UUIDv7 is the order of creation.
/// `ID` is the typed form that programs pass around; this one stands where several types of record meet,
/// such as the owner in a `RecordHeader`.
public struct RecordID: Hashable, Comparable, Sendable {
    /// The first eight bytes.
    public let high: UInt64
    /// The last eight bytes.
    public let low: UInt64

    /// How many bytes an id has in a key or a posting.
    public static let byteCount = 16

    static let least = RecordID(high: 0, low: 0)
    static let greatest = RecordID(high: .max, low: .max)

    /// Makes an id of its two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads an id from exactly 16 bytes; `nil` where there are more or fewer.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (position, byte) in bytes.enumerated() {
            if position < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }

    /// The 16 bytes, most significant first.
    public var bytes: [UInt8] {
        withUnsafeBytes { [UInt8]($0) }
    }

    /// Lends the 16 bytes, most significant first, without an allocation.
    @inlinable
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let halves = (high.bigEndian, low.bigEndian)
        return try Swift.withUnsafeBytes(of: halves, body)
    }

    /// Lends the 16 bytes as a span.
    func withSpan<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafeBytes { bytes throws(Failure) in try body(bytes.bytes) }
    }

    /// Reads an id from exactly 16 bytes; `nil` where there are more or fewer.
    init?(_ bytes: RawSpan) {
        guard bytes.byteCount == Self.byteCount else { return nil }
        self.init(
            high: UInt64(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            low: UInt64(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
    }

    /// Orders ids as their bytes are ordered in the store.
    @inlinable
    public static func < (left: RecordID, right: RecordID) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    /// The next id in order; `nil` after the greatest.
    var successor: RecordID? {
        if low < .max { return RecordID(high: high, low: low + 1) }
        return high < .max ? RecordID(high: high + 1, low: 0) : nil
    }

    /// The id before this one in order; `nil` before the least.
    var predecessor: RecordID? {
        if low > 0 { return RecordID(high: high, low: low - 1) }
        return high > 0 ? RecordID(high: high - 1, low: .max) : nil
    }
}
