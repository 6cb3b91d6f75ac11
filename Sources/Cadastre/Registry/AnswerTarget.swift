/// Takes an answer piece by piece, straight from the store's memory: what a door keeps its answers in.
///
/// Copies of a target take one answer. Where a call throws, what has been taken so far is of no use.
public protocol AnswerTarget {
    /// Takes the next bytes, which must not be kept. It runs inside a snapshot, so it must be short.
    func append(_ bytes: UnsafeRawBufferPointer)

    /// Makes room for so many bytes more, where it is known how many will come.
    func makeRoom(for byteCount: Int)
}

extension AnswerTarget {
    func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }
}

/// Keeps an answer as an array.
final class ArrayTarget: AnswerTarget {
    /// Only the methods below change it, one at a time, so that nothing has to watch over that for each piece.
    @exclusivity(unchecked) private(set) var bytes: [UInt8] = []

    /// - Parameter capacity: About how many bytes the answer will have.
    init(capacity: Int = 4_096) {
        bytes.reserveCapacity(capacity)
    }

    func append(_ bytes: UnsafeRawBufferPointer) {
        self.bytes.append(contentsOf: bytes)
    }

    func makeRoom(for byteCount: Int) {
        bytes.reserveCapacity(bytes.count + byteCount)
    }
}
