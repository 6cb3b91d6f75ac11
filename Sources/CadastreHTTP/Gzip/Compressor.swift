import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOPosix

/// Compresses answers that are worth it with gzip.
struct Compressor: Sendable {
    /// Shorter answers are sent as they are: a packet is a packet.
    static let minimumBytes = 1024
    /// Longer answers are compressed on another thread, as this one serves others.
    private static let maximumInlineBytes = 64 << 10

    private let pool: GzipPool
    private let threads: NIOThreadPool

    /// - Parameter threads: Where long answers are compressed. It must be running.
    init(threads: NIOThreadPool) {
        self.threads = threads
        pool = GzipPool()
    }

    /// Whether the form of an answer depends on what the client accepts: text, in whichever form it is now, and the
    /// icon of the documentation page, which is kept compressed.
    static func dependsOnCoding(_ response: Response) -> Bool {
        response.status == .notModified || canCompress(response)
            || response.headers[.contentType]?.hasPrefix("image/") == true
    }

    /// Whether an answer is text.
    private static func canCompress(_ response: Response) -> Bool {
        guard let type = response.headers[.contentType] else { return false }
        return type.hasPrefix("application/") || type.hasPrefix("text/")
    }

    /// Whether an answer of this length is compressed for a client that accepts it.
    static func isWorthIt(_ bytes: Int) -> Bool { bytes > minimumBytes }

    /// The compressed form of an answer, with the tag of that form, or the answer itself.
    func compress(_ response: Response, ifAllowed isAllowed: Bool) async -> Response {
        guard isAllowed, Self.canCompress(response), !response.headers.contains(.contentEncoding) else {
            return response
        }
        guard let length = response.body.contentLength else { return compressPieces(of: response) }
        guard Self.isWorthIt(length), let body = await compressed(response.body) else { return response }
        return Response(
            status: response.status, headers: Self.markAsCompressed(response.headers),
            body: ResponseBody(byteBuffer: body))
    }

    /// As ``compress(_:ifAllowed:)`` where that is allowed; `nil` where it takes too long to be waited for.
    func compressAtOnce(_ answer: Answer) -> Answer? {
        let response = answer.response
        guard Self.canCompress(response), !response.headers.contains(.contentEncoding) else { return answer }
        guard let content = answer.content else { return nil }
        guard Self.isWorthIt(content.readableBytes) else { return answer }
        guard content.readableBytes <= Self.maximumInlineBytes, let shorter = pool.compress(content) else { return nil }
        return Answer(status: response.status, headers: Self.markAsCompressed(response.headers), content: shorter)
    }

    /// As ``compress(_:ifAllowed:)``, for an answer whose content is at hand.
    ///
    /// - Parameter then: Gets the answer on this thread, which is that of `eventLoop`: at once, unless it is so long that
    ///   it is compressed elsewhere.
    func compress(
        _ answer: Answer, ifAllowed isAllowed: Bool, on eventLoop: any EventLoop, then: @escaping (Answer) -> Void
    ) {
        guard isAllowed else { return then(answer) }
        if let shorter = compressAtOnce(answer) { return then(shorter) }
        guard let content = answer.content else { return then(answer) }
        let longWork = threads.runIfActive(eventLoop: eventLoop) { [pool] in pool.compress(content) }
        longWork.assumeIsolated().whenComplete { outcome in
            guard case .success(let shorter?) = outcome else { return then(answer) }
            let response = answer.response
            then(Answer(status: response.status, headers: Self.markAsCompressed(response.headers), content: shorter))
        }
    }

    private func compressed(_ body: ResponseBody) async -> ByteBuffer? {
        let gathered = GatheringBodyWriter()
        guard (try? await body.write(gathered)) != nil else { return nil }
        let bytes = gathered.bytes
        guard bytes.readableBytes > Self.maximumInlineBytes else { return pool.compress(bytes) }
        return try? await threads.runIfActive { [pool] in pool.compress(bytes) }
    }

    private func compressPieces(of response: Response) -> Response {
        let body = response.body
        return Response(
            status: response.status, headers: Self.markAsCompressed(response.headers),
            body: ResponseBody { writer in
                guard let encoder = GzipEncoder() else { throw ChannelError.operationUnsupported }
                try await body.write(GzipBodyWriter(writer, encoder))
            })
    }

    private static func markAsCompressed(_ headers: HTTPFields) -> HTTPFields {
        var headers = headers
        headers[.contentLength] = nil
        headers.append(HTTPField(name: .contentEncoding, value: "gzip"))
        if let tag = headers[.eTag] { headers[.eTag] = EntityTag.gzipped(tag) }
        return headers
    }
}

/// Keeps what is written.
private final class GatheringBodyWriter: ResponseBodyWriter {
    private(set) var bytes = ByteBuffer()

    func write(_ buffer: ByteBuffer) {
        // Most answers are one buffer, which need not be copied.
        if bytes.readableBytes == 0 { bytes = buffer } else { bytes.writeImmutableBuffer(buffer) }
    }

    func finish(_ trailingHeaders: HTTPFields?) {}
}
