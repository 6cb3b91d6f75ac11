import Cadastre
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Answers requests in the call that reads them from the socket, where the answer is at hand; and those that change
/// something in the call that hears of the commit.
///
/// A task that waits for requests costs two hops, a dozen frames and a list of parts for each of them; a read of a
/// record takes less. ``Conversation`` is still there for all other requests, in turn: nothing is answered here while it
/// owes an answer.
struct ImmediateAnswers {
    /// Longer content is passed to the system beside the head rather than copied behind it.
    private static let maximumCopiedBytes = 16 << 10
    /// Longer bodies are left to the conversation, which asks for them piece by piece.
    private static let maximumBodyBytes = 64 << 10

    let door: FrontDoor
    let channel: any Channel
    let logger: Logger

    /// Whether a request may be answered here, as far as its head tells.
    ///
    /// A client that does not take its answers fills the connection's buffer up to a bound; then its requests are left to
    /// the conversation, which waits for room.
    func mayAnswer(_ head: HTTPRequest) -> Bool {
        head.method == .get && !head.announcesBody && isOrdinary(head)
    }

    /// The answer to a request that ``mayAnswer(_:)``, as the bytes to be sent; `nil` where it takes longer.
    func answer(_ head: HTTPRequest) -> (first: ByteBuffer, rest: ByteBuffer?)? {
        door.answerAtOnce(head, context: makeContext()).map { bytes(of: $0) }
    }

    /// The bytes of an answer whose content is at hand.
    ///
    /// - Parameter isLast: Whether the connection ends with it.
    func bytes(of answer: Answer, isLast: Bool = false) -> (first: ByteBuffer, rest: ByteBuffer?) {
        var response = answer.response
        if isLast { response.headers.append(.connectionClose) }
        var content = answer.content ?? ByteBuffer()
        let isCopied = content.readableBytes <= Self.maximumCopiedBytes
        var bytes = ByteBuffer(headOf: response, roomFor: isCopied ? content.readableBytes : 0)
        guard isCopied else { return (bytes, content) }
        bytes.writeBuffer(&content)
        return (bytes, nil)
    }

    private func isOrdinary(_ head: HTTPRequest) -> Bool {
        head.headerFields[.connection] != "close" && channel.isWritable
    }

    private func makeContext() -> RequestContext {
        RequestContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
    }
}

// MARK: - Changes

extension ImmediateAnswers {
    /// The change that a head asks for, where it can be answered here; `nil` where it is refused, too.
    func announceChange(_ head: HTTPRequest) -> AnnouncedChange? {
        // Whoever sends chunks, or asks whether to go on, is answered by the conversation.
        guard head.method != .get, isOrdinary(head), !head.headerFields.contains(.transferEncoding),
            !head.headerFields.contains(.expect), head.contentLength ?? 0 <= Self.maximumBodyBytes
        else { return nil }
        return door.announceChange(head, context: makeContext())
    }

    /// The change with its body; `nil` where it is refused before it queues.
    func prepare(_ change: AnnouncedChange, _ body: ByteBuffer) -> PendingAnswer? {
        door.prepare(change, body: [UInt8](body.readableBytesView))
    }

    /// The answer to a change whose outcome is known; `then` gets it on this thread, which is that of `eventLoop`.
    func answer(
        _ change: AnnouncedChange, _ outcome: Result<Answer, RegistryError>, on eventLoop: any EventLoop,
        then: @escaping (Answer) -> Void
    ) {
        door.answer(change, outcome, on: eventLoop, then: then)
    }
}
