/// A source whose beginning can be looked at before it is read.
final class BufferedSource: ByteSource {
    private let upstream: any ByteSource
    private var ahead: [UInt8] = []
    private var position = 0

    init(_ upstream: any ByteSource) {
        self.upstream = upstream
    }

    /// The next `count` bytes, fewer where the source ends before; they stay to be read.
    func peek(_ count: Int) throws(CommandFailure) -> ArraySlice<UInt8> {
        while ahead.count - position < count {
            let wanted = count - (ahead.count - position)
            var chunk = [UInt8](repeating: 0, count: wanted)
            let got = try upstream.read(into: &chunk)
            if got == 0 { break }
            ahead.append(contentsOf: chunk.prefix(got))
        }
        return ahead[position...].prefix(count)
    }

    /// Passes over bytes that have been looked at.
    func skip(_ count: Int) {
        position = min(position + count, ahead.count)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CommandFailure) -> Int {
        guard position < ahead.count else { return try upstream.read(into: buffer) }
        let count = min(buffer.count, ahead.count - position)
        buffer.copyBytes(from: ahead[position..<position + count])
        position += count
        if position == ahead.count { (ahead, position) = ([], 0) }
        return count
    }
}
