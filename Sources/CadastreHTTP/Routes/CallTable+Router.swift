import Cadastre
import HTTPTypes
import Hummingbird

extension CallTable {
    /// The methods that have a meaning here; another one is answered like one that no path knows.
    static let methods: Set<HTTPRequest.Method> = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
    ]

    /// These calls, each behind its checks.
    func makeEndpoints(
        authenticate: @escaping @Sendable (String) throws(RegistryError) -> Caller, maximumBodyBytes: Int
    ) -> [Endpoint] {
        calls.map { Endpoint(call: $0, authenticate: authenticate, maximumBodyBytes: maximumBodyBytes) }
    }

    /// The router of these calls. A method that a path does not know is answered there with the methods that it does.
    func makeRouter(
        authenticate: @escaping @Sendable (String) throws(RegistryError) -> Caller, crossOrigin: CrossOrigin,
        maximumBodyBytes: Int
    ) -> Router<RequestContext> {
        let router = Router(context: RequestContext.self)
        for endpoint in makeEndpoints(authenticate: authenticate, maximumBodyBytes: maximumBodyBytes) {
            router.on(endpoint.call.path, method: endpoint.call.method, responder: endpoint)
        }
        for (path, methods) in Dictionary(grouping: router.routes, by: \.path.description) {
            let known = methods.map(\.method)
            let refusal = MethodRefusal(methods: known, crossOrigin: crossOrigin)
            for method in Self.methods.subtracting(known) {
                router.on(RouterPath(path), method: method, responder: refusal)
            }
        }
        return router
    }
}

/// What a path answers to a method that it does not know; and, as no path knows `OPTIONS`, to browsers that ask whether
/// a page may send a request.
private struct MethodRefusal: HTTPResponder {
    typealias Context = RequestContext

    /// The methods of the path, as `Allow` lists them.
    let allowed: String
    let crossOrigin: CrossOrigin

    init(methods: [HTTPRequest.Method], crossOrigin: CrossOrigin) {
        let names = Set(methods.map(\.rawValue)).union(crossOrigin.isOn ? ["OPTIONS"] : [])
        allowed = names.sorted().joined(separator: ", ")
        self.crossOrigin = crossOrigin
    }

    func respond(to request: Request, context: RequestContext) throws -> Response {
        guard crossOrigin.isPreflight(request.head) else { throw HTTPProblem.methodNotAllowed(allowed: allowed) }
        var response = Response(status: .noContent)
        response.headers.append(contentsOf: crossOrigin.preflightFields(for: request.head, methods: allowed))
        return response
    }
}
