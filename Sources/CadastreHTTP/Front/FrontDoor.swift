import Cadastre
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix

/// What every request passes first and every answer last: its name, its problem document, what pages of other origins
/// may see of it, compression, the log and the counters.
///
/// It is one layer rather than five, as each costs a list of header fields and an asynchronous frame.
struct FrontDoor: HTTPResponder {
    typealias Context = RequestContext

    let router: RouterResponder<RequestContext>
    let immediateRoutes: ImmediateRoutes
    let crossOrigin: CrossOrigin
    let compressor: Compressor
    let metrics: RequestMetrics
    let log: AccessLog
    let requestIDs = RequestIDs()
    private let date = HTTPDate()

    init(
        router: RouterResponder<RequestContext>, immediateRoutes: ImmediateRoutes, crossOrigin: CrossOrigin,
        compressor: Compressor, metrics: RequestMetrics, log: AccessLog
    ) {
        self.router = router
        self.immediateRoutes = immediateRoutes
        self.crossOrigin = crossOrigin
        self.compressor = compressor
        self.metrics = metrics
        self.log = log
    }

    /// Answers a request, whatever is wrong with it.
    func respond(to request: Request, context: RequestContext) async -> Response {
        let started = NIODeadline.now()
        var context = context
        context.requestID = requestIDs.name(given: request.headers[.xRequestID])
        context.acceptsGzip = request.headers[.acceptEncoding].map(ContentCoding.acceptsGzip) ?? false
        var response = await route(request, context)
        response = await compressor.compress(response, ifAllowed: context.acceptsGzip)
        finish(&response, of: request.head, context)
        if request.method == .head { response = withoutBody(response) }
        note(&response, request, context, since: started)
        return response
    }

    /// Answers what could not be read as a request.
    func refuse(_ problem: HTTPProblem, context: RequestContext) -> Response {
        var context = context
        context.requestID = requestIDs.name(given: nil)
        var response = ProblemDetails.response(for: problem)
        finish(&response, of: nil, context)
        record(response.status.code, bytes: response.body.contentLength ?? 0, nil, context, since: .now())
        return response
    }
}

extension FrontDoor {
    private func route(_ request: Request, _ context: RequestContext) async -> Response {
        do {
            guard Self.isTidy(request.uri.path) else { throw HTTPProblem.noSuchPath }
            let response = try await router.respond(to: request, context: context)
            guard context.endpointPath == Self.notFound else { return response }
            guard !CallTable.methods.contains(request.method) else { throw HTTPProblem.noSuchPath }
            // A method that the router has never heard of is as good as one that no path has.
            var head = request.head
            head.method = .trace
            return await route(Request(head: head, body: request.body), context)
        } catch let error as HTTPProblem {
            return ProblemDetails.response(for: error)
        } catch let error as RegistryError {
            logIfOurs(error, context)
            return ProblemDetails.response(for: error)
        } catch {
            let error = RegistryError.internal("\(error)")
            logIfOurs(error, context)
            return ProblemDetails.response(for: error)
        }
    }

    /// What Hummingbird calls the route of a request that has none.
    static let notFound = "NotFound"

    /// Whether a path has no empty segment, which the router would pass over: two paths would name one thing.
    private static func isTidy(_ path: String) -> Bool {
        var previous = UInt8(0)
        for byte in path.utf8 {
            if byte == UInt8(ascii: "/"), previous == byte { return false }
            previous = byte
        }
        return previous != UInt8(ascii: "/") || path.utf8.count == 1
    }

    func finish(_ response: inout Response, of request: HTTPRequest?, _ context: RequestContext) {
        response.headers.append(HTTPField(name: .xRequestID, value: context.requestID))
        response.headers.append(.noSniffing)
        response.headers.append(HTTPField(name: .date, value: date.now))
        if Compressor.dependsOnCoding(response) {
            response.headers.append(crossOrigin.isOn ? .variesByCodingAndOrigin : .variesByCoding)
        } else if crossOrigin.isOn {
            response.headers.append(.variesByOrigin)
        }
        if crossOrigin.isOn, let request {
            response.headers.append(contentsOf: crossOrigin.fields(for: request))
        }
    }

    /// The answer to `HEAD`: all that `GET` answers but the content.
    private func withoutBody(_ response: Response) -> Response {
        let length = response.body.contentLength
        var response = response.createHeadResponse()
        if length == nil { response.headers[.contentLength] = nil }
        response.headers[.transferEncoding] = nil
        return response
    }
}
