extension RegistryError {
    /// The kinds of error: the rows of the one table that every door answers from.
    public enum Kind: String, Sendable, CaseIterable {
        /// ``RegistryError/malformed(_:)``
        case malformed
        /// ``RegistryError/invalid(_:)``
        case invalid
        /// ``RegistryError/unauthenticated(_:)``
        case unauthenticated
        /// ``RegistryError/forbidden(_:)``
        case forbidden
        /// ``RegistryError/notFound(_:)``
        case notFound = "not-found"
        /// ``RegistryError/conflict(_:)``
        case conflict
        /// ``RegistryError/stale``
        case stale
        /// ``RegistryError/tooLarge(_:)``
        case tooLarge = "too-large"
        /// ``RegistryError/throttled(retryAfter:)``
        case throttled
        /// ``RegistryError/busy(retryAfter:)``
        case busy
        /// ``RegistryError/full(_:)``
        case full
        /// ``RegistryError/unavailable(_:)``
        case unavailable
        /// ``RegistryError/incompatible(_:)``
        case incompatible
        /// ``RegistryError/corrupt(_:)``
        case corrupt
        /// ``RegistryError/internal(_:)``
        case `internal`
        /// ``RegistryError/misuse(_:)``
        case misuse
    }

    /// The row of the table that this error belongs to.
    public var kind: Kind {
        switch self {
        case .malformed: .malformed
        case .invalid: .invalid
        case .unauthenticated: .unauthenticated
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .conflict: .conflict
        case .stale: .stale
        case .tooLarge: .tooLarge
        case .throttled: .throttled
        case .busy: .busy
        case .full: .full
        case .unavailable: .unavailable
        case .incompatible: .incompatible
        case .corrupt: .corrupt
        case .internal: .internal
        case .misuse: .misuse
        }
    }
}

extension RegistryError.Kind {
    /// The name that never changes, which is also the end of the problem's `type`: `not-found`.
    public var code: String { rawValue }

    /// A few words that are the same for every error of this kind.
    public var title: String { row.title }

    /// The status that HTTP answers with.
    public var status: Int { row.status }

    private var row: (status: Int, title: String) {
        switch self {
        case .malformed: (400, "The request can't be read")
        case .invalid: (422, "Fields of the request are wrong")
        case .unauthenticated: (401, "Not logged in")
        case .forbidden: (403, "Not allowed")
        case .notFound: (404, "Not found")
        case .conflict: (409, "In conflict with what is there")
        case .stale: (412, "Changed in the meantime")
        case .tooLarge: (413, "Too large")
        case .throttled: (429, "Too many attempts")
        case .busy: (503, "Busy")
        case .full: (507, "Full")
        case .unavailable: (503, "Unavailable")
        case .incompatible: (503, "Another version's files")
        case .corrupt, .internal: (500, "Something went wrong inside")
        case .misuse: (500, "Wrongly used")
        }
    }
}

extension RegistryError {
    /// In how many seconds it makes sense to try again, where that is known.
    public var retryAfter: Int? {
        switch self {
        case .throttled(let seconds), .busy(let seconds): seconds
        case .malformed, .invalid, .unauthenticated, .forbidden, .notFound, .conflict, .stale, .tooLarge, .full,
            .unavailable, .incompatible, .corrupt, .internal, .misuse:
            nil
        }
    }

    /// Whether the cause is for whoever runs the program, and not for whoever asked.
    public var isForTheLog: Bool {
        switch self {
        case .full, .unavailable, .incompatible, .corrupt, .internal: true
        case .malformed, .invalid, .unauthenticated, .forbidden, .notFound, .conflict, .stale, .tooLarge, .throttled,
            .busy, .misuse:
            false
        }
    }
}
