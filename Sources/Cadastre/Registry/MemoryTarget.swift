/// Keeps an answer whose length is known in memory that has room for all of it.
struct MemoryTarget: AnswerTarget {
    private let memory: UnsafeMutableBufferPointer<UInt8>
    private let count: UnsafeMutablePointer<Int>

    /// The bytes that `body` writes, which are no more than `capacity`.
    static func filled(_ capacity: Int, _ body: (MemoryTarget) -> Void) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: capacity) { memory, count in
            withUnsafeMutablePointer(to: &count) { body(MemoryTarget(memory: memory, count: $0)) }
        }
    }

    func append(_ bytes: UnsafeRawBufferPointer) {
        let (start, end) = (count.pointee, count.pointee + bytes.count)
        // Slicing checks that there is room.
        UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: memory[start..<end])).copyMemory(from: bytes)
        count.pointee = end
    }

    func makeRoom(for byteCount: Int) {}
}
