/// A value that an index can order entities by.
public protocol IndexKey: Sendable {
    /// The bytes of the key: equal for equal values, different for different ones, ordered as the values should be.
    /// At most `maximumIndexKeyByteCount` of them; a longer key refuses the write.
    var indexBytes: [UInt8] { get }
}

/// The most bytes that an index key may have. LMDB's own bound is 511; the rest is room for what the store adds.
public let maximumIndexKeyByteCount = 480

extension String: IndexKey {
    /// The UTF-8 of the text.
    public var indexBytes: [UInt8] { Array(utf8) }
}

extension [UInt8]: IndexKey {
    /// The bytes themselves.
    public var indexBytes: [UInt8] { self }
}

extension UInt64: IndexKey {
    /// Eight bytes, most significant first, so that bytes are ordered as numbers.
    public var indexBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}

extension RecordID: IndexKey {
    /// The 16 bytes of the id.
    public var indexBytes: [UInt8] { bytes }
}

extension ID: IndexKey {
    /// The 16 bytes of the id.
    public var indexBytes: [UInt8] { record.bytes }
}
