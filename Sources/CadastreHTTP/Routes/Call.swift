import HTTPTypes
import Hummingbird

/// What a call takes and gives, as far as it can be told without asking the core.
struct Call: Sendable {
    /// Who may ask, as far as a token tells: the core looks closer.
    enum Audience: Sendable {
        /// Anyone, with or without a token.
        case anyone
        /// Whoever has a token.
        case users
    }

    /// What answers a call.
    enum Handler: Sendable {
        typealias Immediate = @Sendable (Request, RequestContext) throws -> Answer
        typealias Committing = @Sendable (Request, RequestContext) throws -> PendingAnswer
        typealias Suspending = @Sendable (Request, RequestContext) async throws -> Answer

        /// It waits for nothing, and can run where requests are read.
        case immediate(Immediate)
        /// It prepares a change, waiting for nothing; the answer comes when that is committed.
        case committing(Committing)
        /// It waits: for a password to be hashed.
        case suspending(Suspending)
    }

    let method: HTTPRequest.Method
    let path: RouterPath
    var audience = Audience.anyone
    /// The media types that a body may have; empty where no body is read.
    var reads: [MediaType] = []
    /// What is answered where all goes well; `nil` where that has no content.
    var answers: MediaType? = .json
    /// The query parameters that the call knows.
    var query: [String] = []
    let handler: Handler
}
