import Cadastre
import HTTPTypes
import NIOHTTP1

/// What only the HTTP door can refuse a request for; the rest is ``RegistryError``.
enum HTTPProblem: Error, Equatable {
    /// What came is not HTTP/1.1, or no request.
    case malformedRequest(detail: String)
    /// The head of the request is too large.
    case headersTooLarge
    /// The request took too long to arrive.
    case requestTimeout
    /// Nothing is at this path.
    case noSuchPath
    /// The path does not know the method.
    case methodNotAllowed(allowed: String)
    /// The client accepts nothing that the server could answer.
    case notAcceptable(offered: String)
    /// The body is of a type, or in a coding, that the call does not read.
    case unsupportedMediaType(accepted: String)
}

extension HTTPProblem {
    /// The problem that a failed connection leaves to be answered; `nil` where the other side has gone.
    init?(ofConnection error: any Error) {
        switch error {
        case let error as MalformedRequest: self = .malformedRequest(detail: error.detail)
        case HTTPParserError.headerOverflow: self = .headersTooLarge
        case is HTTPParserError: self = .malformedRequest(detail: "What came is not a request of HTTP/1.1.")
        case is RequestTooLong: self = .malformedRequest(detail: "There is too much around the chunks of the body.")
        case is RequestTimedOut: self = .requestTimeout
        default: return nil
        }
    }
}
