import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTPTypes

/// The body of a request, as it arrives.
///
/// A client that has asked whether to go on (`Expect: 100-continue`) is told to at the first read, so a request that is
/// refused by its head costs its client no upload.
final class IncomingBody: AsyncSequence, @unchecked Sendable {
    // Sound as only one task ever touches it: the one that runs the connection, which reads it in the handler that it
    // awaits, and after that itself.

    typealias Element = ByteBuffer

    /// The messages of the connection; shared with the loop that reads the next request from it.
    private var parts: NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>
    private var awaitsContinue: Bool
    /// Whether the request's last byte has been read.
    private(set) var isComplete = false
    /// Whether the connection failed before that.
    private(set) var hasFailed = false

    init(
        of head: HTTPRequest, parts: NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>
    ) {
        self.parts = parts
        self.outbound = outbound
        awaitsContinue = head.headerFields[.expect]?.lowercased() == "100-continue"
    }

    /// Whether the client has been left without the word to go on, and may never send the body.
    var isHeldBack: Bool { awaitsContinue }

    /// The next piece, or `nil` at the end.
    ///
    /// - Throws: what the connection fails with: ``RequestTimedOut``, a parser's error, an I/O error.
    func next() async throws -> ByteBuffer? {
        guard !isComplete else { return nil }
        do {
            if awaitsContinue {
                awaitsContinue = false
                try await outbound.write(.head(HTTPResponse(status: .continue)))
            }
            switch try await parts.next() {
            case .body(let bytes): return bytes
            case .end:
                isComplete = true
                return nil
            case .head, .none: throw ChannelError.inputClosed
            }
        } catch {
            hasFailed = true
            throw error
        }
    }

    /// Reads and drops what is left.
    ///
    /// - Returns: Whether the request's end was reached. Whatever else happens, it has been answered already.
    func drain() async -> Bool {
        do {
            while try await next() != nil {}
            return true
        } catch {
            return false
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    struct Iterator: AsyncIteratorProtocol {
        let body: IncomingBody

        func next() async throws -> ByteBuffer? { try await body.next() }
    }
}
