import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension FrontDoor {
    /// What ``respond(to:context:)`` answers to a `GET` without a body, where all goes well and that takes no waiting;
    /// `nil` where not, and then it has to be asked instead.
    ///
    /// No task takes part, which is most of what a short answer costs beside the system's share.
    func answerAtOnce(_ head: HTTPRequest, context: @autoclosure () -> RequestContext) -> Answer? {
        guard head.method == .get, let match = head.path.flatMap({ immediateRoutes.match($0, .get) }) else {
            return nil
        }
        let started = NIODeadline.now()
        let context = makeContext(context(), of: head, match)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        // Whoever is asked instead finds the same error, and has the words for it.
        guard var answer = try? match.endpoint.answerAtOnce(request, context) else { return nil }
        if context.acceptsGzip {
            guard let shorter = compressor.compressAtOnce(answer) else { return nil }
            answer = shorter
        }
        guard let content = answer.content else { return nil }
        finish(&answer.response, of: head, context)
        record(
            answer.response.status.code, bytes: content.readableBytes, request, context, since: started)
        return answer
    }

    /// What is known about a request whose call has been found.
    func makeContext(
        _ context: RequestContext, of head: HTTPRequest, _ match: ImmediateRoutes.Match
    ) -> RequestContext {
        var context = context
        context.requestID = requestIDs.name(given: head.headerFields[.xRequestID])
        context.acceptsGzip = head.headerFields[.acceptEncoding].map(ContentCoding.acceptsGzip) ?? false
        context.coreContext.parameters = match.parameters
        context.coreContext.endpointPath.value = match.template
        return context
    }
}
