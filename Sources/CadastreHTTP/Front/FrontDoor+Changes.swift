import Cadastre
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// A request to change something whose head has passed its checks.
struct AnnouncedChange {
    fileprivate let endpoint: Endpoint
    fileprivate let request: Request
    fileprivate let context: RequestContext
    fileprivate let started: NIODeadline

    /// The head of the request.
    var head: HTTPRequest { request.head }
}

extension FrontDoor {
    /// Checks the head of a request to change something, so that one that is refused by its head costs no upload.
    ///
    /// - Returns: `nil` where it is refused, or what it asks for is no change that is answered by its commit, or one that
    ///   needs none of the body that is announced: then ``respond(to:context:)`` has to be asked instead, which finds the
    ///   same error, and has the words for it.
    func announceChange(_ head: HTTPRequest, context: @autoclosure () -> RequestContext) -> AnnouncedChange? {
        guard let match = head.path.flatMap({ immediateRoutes.match($0, head.method) }),
            match.endpoint.isAnsweredByCommit, match.endpoint.readsBody || head.contentLength ?? 0 == 0
        else { return nil }
        let started = NIODeadline.now()
        var context = makeContext(context(), of: head, match)
        guard let caller = try? match.endpoint.checkAnnounced(head) else { return nil }
        context.caller = caller
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        return AnnouncedChange(endpoint: match.endpoint, request: request, context: context, started: started)
    }

    /// The change whose body has arrived, ready to be queued; `nil` where it is refused before it queues, and
    /// ``respond(to:context:)`` has to be asked instead.
    func prepare(_ change: AnnouncedChange, body: [UInt8]) -> PendingAnswer? {
        try? change.endpoint.prepare(change.request, change.context, body: body)
    }

    /// What ``respond(to:context:)`` answers to a change that has been committed, or refused by the transaction.
    ///
    /// - Parameter then: Gets the answer, on this thread, which is that of `eventLoop`: at once, unless the answer is
    ///   so long that it is compressed elsewhere.
    func answer(
        _ change: AnnouncedChange, _ outcome: Result<Answer, RegistryError>, on eventLoop: any EventLoop,
        then: @escaping (Answer) -> Void
    ) {
        let context = change.context
        let answer: Answer
        switch outcome {
        case .success(let made): answer = made
        case .failure(let error):
            logIfOurs(error, context)
            answer = ProblemDetails.answer(for: error)
        }
        compressor.compress(answer, ifAllowed: context.acceptsGzip, on: eventLoop) { answer in
            var answer = answer
            finish(&answer.response, of: change.head, context)
            record(
                answer.response.status.code, bytes: answer.content?.readableBytes ?? 0, change.request, context,
                since: change.started)
            then(answer)
        }
    }
}
