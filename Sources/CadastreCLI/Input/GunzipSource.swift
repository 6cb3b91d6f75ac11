import CZlib

/// What a gzip file holds, unzipped as it is read, in memory that does not grow with the file.
///
/// Several gzip files one after another are their contents one after another (RFC 1952, 2.2).
final class GunzipSource: ByteSource {
    private static let chunk = 64 * 1_024

    private let upstream: any ByteSource
    private let name: String
    // zlib's state points back at the stream, which therefore must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    /// Whether the last file inside has ended and none has begun.
    private var isBetweenMembers = false

    /// Unzips `upstream`, which messages call `name`.
    init(_ upstream: any ByteSource, name: String) throws(CommandFailure) {
        self.upstream = upstream
        self.name = name
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(byteCount: Self.chunk, alignment: 1)
        // 15 bits of window and 16 for "gzip, not zlib".
        let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw CommandFailure(.fault, "zlib does not start (code \(status)).") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CommandFailure) -> Int {
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(clamping: buffer.count)
        let room = stream.pointee.avail_out
        while stream.pointee.avail_out == room {
            guard try fill() else {
                if isBetweenMembers { return 0 }
                throw CommandFailure(.inputOutput, "\(name) ends too early: the gzip file is cut short.")
            }
            try inflateSome()
        }
        return Int(room - stream.pointee.avail_out)
    }

    /// Reads more where all is used up; `false` at the end.
    private func fill() throws(CommandFailure) -> Bool {
        guard stream.pointee.avail_in == 0 else { return true }
        let count = try upstream.read(into: input)
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
        return count > 0
    }

    private func inflateSome() throws(CommandFailure) {
        if isBetweenMembers {
            inflateReset(stream)
            isBetweenMembers = false
        }
        switch inflate(stream, Z_NO_FLUSH) {
        case Z_OK, Z_BUF_ERROR: return
        case Z_STREAM_END: isBetweenMembers = true
        default: throw CommandFailure(.inputOutput, "\(name) is damaged: it is no gzip file from end to end.")
        }
    }
}
