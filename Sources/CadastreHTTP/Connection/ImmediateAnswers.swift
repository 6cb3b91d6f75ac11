import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Answers requests in the call that reads them from the socket, where the answer is at hand.
///
/// A task that waits for requests costs two hops, a dozen frames and a list of parts for each of them; a read of a
/// record takes less. ``Conversation`` is still there for all other requests, in turn: nothing is answered here while it
/// owes an answer.
struct ImmediateAnswers {
    /// Longer content is passed to the system beside the head rather than copied behind it.
    private static let maximumCopiedBytes = 16 << 10

    let door: FrontDoor
    let channel: any Channel
    let logger: Logger

    /// Whether a request may be answered here, as far as its head tells.
    ///
    /// A client that does not take its answers fills the connection's buffer up to a bound; then its requests are left to
    /// the conversation, which waits for room.
    func mayAnswer(_ head: HTTPRequest) -> Bool {
        head.method == .get && !head.announcesBody && head.headerFields[.connection] != "close" && channel.isWritable
    }

    /// The answer to a request that ``mayAnswer(_:)``, as the bytes to be sent; `nil` where it takes longer.
    func answer(_ head: HTTPRequest) -> (first: ByteBuffer, rest: ByteBuffer?)? {
        guard let answer = door.answerAtOnce(head, context: makeContext()), var content = answer.content else {
            return nil
        }
        let isCopied = content.readableBytes <= Self.maximumCopiedBytes
        var bytes = ByteBuffer(headOf: answer.response, roomFor: isCopied ? content.readableBytes : 0)
        guard isCopied else { return (bytes, content) }
        bytes.writeBuffer(&content)
        return (bytes, nil)
    }

    private func makeContext() -> RequestContext {
        RequestContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
    }
}
