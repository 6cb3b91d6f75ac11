import CZlib
import NIOCore

/// A stream of gzip, over zlib.
///
/// It belongs to one thread at a time. Making one costs 256 KiB and some time; ``reset()`` makes it ready again.
final class GzipEncoder {
    /// 5 of 9: for JSON of some kilobytes, within 3 % of the smallest size for half the time.
    private static let level: Int32 = 5
    /// zlib's largest window, with gzip's head and tail instead of zlib's.
    private static let windowBits: Int32 = 15 + 16

    /// What is still to come of a stream.
    enum Flush {
        /// What was given can be read by the other side; more follows.
        case piece
        /// The stream ends.
        case end
    }

    /// zlib keeps the address of the structure, so it stays where it is.
    private let stream: UnsafeMutablePointer<z_stream>

    /// `nil` where there is no memory.
    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = deflateInit2_(
            stream, Self.level, Z_DEFLATED, Self.windowBits, 8, Z_DEFAULT_STRATEGY, zlibVersion(),
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Forgets what was compressed: the next piece begins a new stream.
    func reset() {
        deflateReset(stream)
    }

    /// Compresses the next piece of the stream.
    func compress(_ bytes: ByteBuffer, _ flush: Flush) -> ByteBuffer {
        let mode = flush == .end ? Z_FINISH : Z_SYNC_FLUSH
        var compressed = ByteBuffer()
        bytes.withUnsafeReadableBytes { input in
            // zlib does not write to its input; its interface is older than const.
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = UInt32(input.count)
            let bound = Int(deflateBound(stream, UInt(input.count))) + 16
            // One round, as the room is enough; the loop is for zlib's word that it might not be.
            repeat {
                compressed.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { output in
                    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    stream.pointee.avail_out = UInt32(output.count)
                    _ = deflate(stream, mode)
                    return output.count - Int(stream.pointee.avail_out)
                }
            } while stream.pointee.avail_out == 0
        }
        return compressed
    }
}
