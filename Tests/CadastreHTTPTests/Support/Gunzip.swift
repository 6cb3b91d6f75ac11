import CZlib
import NIOCore

/// Reads gzip, for tests.
enum Gunzip {
    /// What could not be read.
    struct Failure: Error {
        let status: Int32
    }

    /// The content of one whole gzip stream of up to 8 MiB.
    static func inflate(_ bytes: ByteBuffer) throws -> ByteBuffer {
        var stream = z_stream()
        let version = zlibVersion()
        guard inflateInit2_(&stream, 15 + 16, version, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Failure(status: Z_MEM_ERROR)
        }
        defer { inflateEnd(&stream) }
        var status = Z_OK
        var input = Array(bytes.readableBytesView)
        var content = [UInt8](repeating: 0, count: 8 << 20)
        let count = input.withUnsafeMutableBufferPointer { input in
            content.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                status = CZlib.inflate(&stream, Z_FINISH)
                return output.count - Int(stream.avail_out)
            }
        }
        guard status == Z_STREAM_END, stream.avail_in == 0 else { throw Failure(status: status) }
        return ByteBuffer(bytes: content[..<count])
    }
}
