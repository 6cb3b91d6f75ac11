import HTTPTypes
import HummingbirdCore
import NIOCore

/// Compresses a body that is sent in pieces; the client can read each piece as it comes.
struct GzipBodyWriter: ResponseBodyWriter {
    private var base: any ResponseBodyWriter
    private let encoder: GzipEncoder

    /// Compresses what is written, and writes that to `base`.
    init(_ base: any ResponseBodyWriter, _ encoder: GzipEncoder) {
        self.base = base
        self.encoder = encoder
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        try await base.write(encoder.compress(buffer, .piece))
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        try await base.write(encoder.compress(ByteBuffer(), .end))
        try await base.finish(trailingHeaders)
    }
}
