extension FixedWidthInteger {
    /// The bytes of the number, least significant first.
    var littleEndianBytes: [UInt8] { Swift.withUnsafeBytes(of: littleEndian) { [UInt8]($0) } }

    /// Reads a number from bytes, least significant first; missing bytes are zeros, further ones are not looked at.
    init(littleEndianBytes bytes: [UInt8]) {
        self = bytes.prefix(Self.bitWidth / 8).reversed().reduce(0) { $0 << 8 | Self(truncatingIfNeeded: $1) }
    }
}
