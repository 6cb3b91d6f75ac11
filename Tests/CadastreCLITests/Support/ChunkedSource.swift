@testable import CadastreCLI

/// Bytes given out a few at a time, as a slow pipe would.
final class ChunkedSource: ByteSource {
    private var rest: ArraySlice<UInt8>
    private let size: Int

    init(_ bytes: [UInt8], atMost size: Int) {
        rest = bytes[...]
        self.size = size
    }

    convenience init(_ text: String, atMost size: Int) {
        self.init(Array(text.utf8), atMost: size)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let chunk = rest.prefix(min(size, buffer.count))
        buffer.copyBytes(from: chunk)
        rest = rest.dropFirst(chunk.count)
        return chunk.count
    }
}

extension ByteSource {
    /// Everything that is left.
    func readAll() throws -> [UInt8] {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1_000)
        while case let count = try read(into: &chunk), count > 0 { all.append(contentsOf: chunk.prefix(count)) }
        return all
    }
}
