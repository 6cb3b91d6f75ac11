import Cadastre
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOHTTP1

/// How errors look in HTTP: the one place of this target that tells one ``RegistryError`` from another.
enum ProblemDetails {
    /// The answer to a request that the core refused.
    static func response(for error: RegistryError) -> Response {
        answer(for: error).response
    }

    /// The same with its content at hand.
    static func answer(for error: RegistryError) -> Answer {
        answer(for: error.problem, fields(for: error))
    }

    /// The answer to a request that never reached the core.
    static func response(for problem: HTTPProblem) -> Response {
        answer(for: document(for: problem), fields(for: problem)).response
    }

    private static func answer(for problem: Problem, _ fields: [HTTPField]) -> Answer {
        var headers: HTTPFields = [.contentType: Problem.mediaType, .cacheControl: "no-store"]
        headers.append(contentsOf: fields)
        // Its words too, which a status of a number alone has not.
        let words = HTTPResponseStatus(statusCode: problem.status).reasonPhrase
        return Answer(
            status: HTTPResponse.Status(code: problem.status, reasonPhrase: words), headers: headers,
            content: ByteBuffer(bytes: problem.json))
    }

    /// The header fields that go with an error.
    private static func fields(for error: RegistryError) -> [HTTPField] {
        switch error {
        case .unauthenticated(let failure): [challenge(for: failure)]
        case .throttled(let seconds), .busy(let seconds): [HTTPField(name: .retryAfter, value: String(seconds))]
        case .malformed, .invalid, .forbidden, .notFound, .conflict, .stale, .tooLarge, .full, .unavailable,
            .incompatible, .corrupt, .internal, .misuse:
            []
        }
    }

    /// What a client needs to know to ask again as somebody (RFC 6750, 3).
    private static func challenge(for failure: AuthenticationFailure) -> HTTPField {
        let isTokenWrong = failure == .invalidToken || failure == .expiredToken
        return HTTPField(
            name: .wwwAuthenticate,
            value: #"Bearer realm="cadastre""# + (isTokenWrong ? #", error="invalid_token""# : ""))
    }

    private static func fields(for problem: HTTPProblem) -> [HTTPField] {
        switch problem {
        case .methodNotAllowed(let allowed): [HTTPField(name: .allow, value: allowed)]
        case .malformedRequest, .headersTooLarge, .requestTimeout, .noSuchPath, .notAcceptable, .unsupportedMediaType:
            []
        }
    }

    private static func document(for problem: HTTPProblem) -> Problem {
        switch problem {
        case .malformedRequest(let detail):
            Problem(code: "malformed-http", title: "Not a request of HTTP", status: 400, detail: detail)
        case .headersTooLarge:
            Problem(
                code: "headers-too-large", title: "Header fields too large", status: 431,
                detail: "The header fields are too many or too large. Send fewer or shorter ones.")
        case .requestTimeout:
            Problem(
                code: "request-timeout", title: "Too slow", status: 408,
                detail: "The request took too long to arrive. Send it again.")
        case .noSuchPath:
            Problem(
                code: RegistryError.Kind.notFound.code, title: RegistryError.Kind.notFound.title, status: 404,
                detail: "Nothing is at this path; /openapi.json describes what there is.")
        case .methodNotAllowed(let allowed):
            Problem(
                code: "method-not-allowed", title: "Method not allowed", status: 405,
                detail: "This path knows \(allowed).")
        case .notAcceptable(let offered):
            Problem(
                code: "not-acceptable", title: "Not acceptable", status: 406,
                detail: "The answer would be \(offered), which Accept leaves out.")
        case .unsupportedMediaType(let accepted):
            Problem(
                code: "unsupported-media-type", title: "Unsupported media type", status: 415,
                detail: "The body must be \(accepted), in UTF-8 and not compressed.")
        }
    }
}
