/// The bytes of a page, or of a part of one: whatever they say of themselves, nothing beyond them is read.
struct PageBytes {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var count: Int { bytes.count }

    /// The number at an offset, in the byte order of this machine. `nil` if it is not wholly there.
    func load<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type, at offset: Int) -> Number? {
        guard offset >= 0, offset <= count - MemoryLayout<Number>.size else { return nil }
        return bytes.loadUnaligned(fromByteOffset: offset, as: Number.self)
    }

    /// The `count` bytes from an offset on. `nil` if they are not all there.
    func part(at offset: Int, count: Int) -> PageBytes? {
        guard offset >= 0, count >= 0, offset <= self.count - count else { return nil }
        return PageBytes(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count]))
    }

    var copy: [UInt8] { [UInt8](bytes) }
}

/// How keys are ordered in a tree.
enum KeyOrder {
    /// By their bytes, the shorter first.
    case bytes
    /// As a number of eight bytes.
    case number

    /// Whether one key comes before another.
    func isAscending(_ left: PageBytes, _ right: PageBytes) -> Bool {
        switch self {
        case .bytes: left.precedes(right)
        case .number: (left.load(UInt.self, at: 0) ?? 0) < (right.load(UInt.self, at: 0) ?? 0)
        }
    }

    /// Whether a key comes before another that was copied.
    func isAscending(_ left: PageBytes, _ right: [UInt8]) -> Bool {
        right.withUnsafeBytes { isAscending(left, PageBytes($0)) }
    }
}

extension PageBytes {
    fileprivate func precedes(_ other: PageBytes) -> Bool {
        bytes.lexicographicallyPrecedes(other.bytes)
    }
}
