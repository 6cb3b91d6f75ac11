/// Everything that an operation of the register can answer but success.
///
/// ``kind`` leads to the one table that every door answers from; ``problem`` is what a door sends.
public enum RegistryError: Error, Hashable, Sendable {
    /// The request can't be read: not JSON, a member of the wrong JSON type, a query parameter that makes no sense.
    case malformed(Malformation)
    /// The request was read, and fields of it are wrong: each of them, up to ``FieldErrors/maximumCount``.
    case invalid([FieldError])
    /// Nobody knows who asks.
    case unauthenticated(AuthenticationFailure)
    /// It is known who asks, and that they may not; a sentence says who may.
    case forbidden(String)
    /// Nothing has this id; a sentence says what was looked for.
    case notFound(String)
    /// Another record stands in the way; a sentence says which and what to do.
    case conflict(String)
    /// The record has changed since the caller saw it.
    case stale
    /// The request is larger than it may be; a sentence says how large that is.
    case tooLarge(String)
    /// Too many attempts; try again in so many seconds.
    case throttled(retryAfter: Int)
    /// A queue is full; try again in so many seconds.
    case busy(retryAfter: Int)
    /// The disk, or the address space kept for the store, is full. The text is for the log.
    case full(String)
    /// The system refuses to read or write. The text is for the log.
    case unavailable(String)
    /// The store is of another format, or another version of the program has changed its indexes. For the log.
    case incompatible(String)
    /// The store's files are damaged. The text is for the log: it is never part of ``problem``.
    case corrupt(String)
    /// A defect of this program. The text is for the log: it is never part of ``problem``.
    case `internal`(String)
    /// The program around the core has broken its rules: a closed registry, a handle after `fork`.
    case misuse(String)
}

extension RegistryError: CustomStringConvertible {
    /// A sentence or two for whoever runs the program, with what is inside: for terminals and logs.
    ///
    /// A door that answers strangers sends ``problem`` instead, which shows nothing of the inside.
    public var description: String {
        switch self {
        case .full(let detail), .unavailable(let detail), .incompatible(let detail), .corrupt(let detail),
            .internal(let detail), .misuse(let detail):
            detail
        case .invalid(let errors):
            errors.map { "\($0)." }.joined(separator: " ")
        case .malformed, .unauthenticated, .forbidden, .notFound, .conflict, .stale, .tooLarge, .throttled, .busy:
            detail
        }
    }
}

extension RegistryError {
    /// A sentence for whoever asked, that tells what to do next and nothing of the inside.
    public var detail: String {
        switch self {
        case .malformed(let malformation): malformation.description
        case .invalid(let errors):
            errors.count == 1
                ? "\(errors[0])." : "\(errors.count) fields are wrong; errors says what is wrong with each."
        case .unauthenticated(let failure): failure.message
        case .forbidden(let sentence), .notFound(let sentence), .conflict(let sentence), .tooLarge(let sentence):
            sentence
        case .stale: "It has changed since you read it. Read it again, then repeat the change."
        case .throttled(let seconds): "Too many attempts. Try again in \(Self.duration(seconds))."
        case .busy(let seconds): "The register is busy. Try again in \(Self.duration(seconds))."
        case .full: "The register has no room left; its operator must make some. Reading and deleting still work."
        case .unavailable: "The register can't reach its files; its operator must help. Try again later."
        case .incompatible: "The register's files are of another version; its operator must help. Try again later."
        case .corrupt, .internal: "Something went wrong inside. Try again later; if it stays, tell the operator."
        case .misuse(let sentence): sentence
        }
    }

    private static func duration(_ seconds: Int) -> String {
        seconds == 1 ? "1 second" : "\(seconds) seconds"
    }
}
