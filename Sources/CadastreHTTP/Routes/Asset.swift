import CAssets
import CZlib
import NIOCore

/// A file of the documentation page, which is part of the program.
struct Asset: Sendable {
    /// Where it is served.
    let path: String
    let media: MediaType
    /// The entity tag of the file as it is, with quotes.
    let tag: String
    /// The file in gzip format.
    let gzipped: ByteBuffer
    /// How many bytes it has when it is inflated.
    private let count: Int

    /// Every file of the page, by its path.
    static let all = Dictionary(
        UnsafeBufferPointer(start: cadastre_assets(), count: cadastre_assets_count).map(Asset.init).map {
            ($0.path, $0)
        },
        uniquingKeysWith: { first, _ in first })

    private init(_ asset: cadastre_asset) {
        path = String(cString: asset.path)
        media = MediaType(String(cString: asset.content_type))
        tag = "\"\(String(cString: asset.etag))\""
        gzipped = ByteBuffer(bytes: UnsafeBufferPointer(start: asset.gzip, count: asset.gzip_count))
        count = asset.count
    }

    /// The file itself, for a client that does not know gzip.
    func inflated() -> ByteBuffer {
        var stream = z_stream()
        guard inflateInit2_(&stream, 15 + 16, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return ByteBuffer()
        }
        defer { inflateEnd(&stream) }
        var file = ByteBuffer()
        gzipped.withUnsafeReadableBytes { input in
            // zlib does not write to its input; its interface is older than const.
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.avail_in = UInt32(input.count)
            file.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { output in
                stream.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.avail_out = UInt32(output.count)
                _ = inflate(&stream, Z_FINISH)
                return output.count - Int(stream.avail_out)
            }
        }
        return file
    }
}
