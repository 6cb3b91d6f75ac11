import CEmbedded

/// One buffer that answers are copied into, again and again.
final class Scratch {
    private let bytes: UnsafeMutableRawPointer
    private var used = 0

    init(byteCount: Int) { bytes = .allocate(byteCount: byteCount, alignment: 16) }

    deinit { bytes.deallocate() }

    /// Copies an answer, and returns what the contestants compare of it.
    func take(_ answer: UnsafeRawBufferPointer) -> UInt64 {
        clear()
        append(answer)
        return seen
    }

    var isEmpty: Bool { used == 0 }

    func clear() { used = 0 }

    /// Copies a part of an answer, with a comma before it where it is not the first.
    func append(_ part: UnsafeRawBufferPointer) {
        if used > 0 {
            bytes.storeBytes(of: UInt8(ascii: ","), toByteOffset: used, as: UInt8.self)
            used += 1
        }
        if let start = part.baseAddress { (bytes + used).copyMemory(from: start, byteCount: part.count) }
        used += part.count
    }

    /// What the contestants compare of the answer.
    var seen: UInt64 { Self.seen(UnsafeRawBufferPointer(start: bytes, count: used)) }

    /// What the contestants compare of an answer that lies elsewhere.
    static func seen(_ answer: UnsafeRawBufferPointer) -> UInt64 {
        guard let start = answer.baseAddress, !answer.isEmpty else { return 0 }
        return CEmbedded.seen(start.assumingMemoryBound(to: CChar.self), answer.count)
    }
}
