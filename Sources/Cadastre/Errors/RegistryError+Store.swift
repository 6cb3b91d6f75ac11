import EntityStore

extension RegistryError {
    /// How long a caller should wait when the queue of writes is full, in seconds: it empties in far less.
    static let queueRetryAfter = 1

    /// The one place where what the store says becomes what the register answers.
    init(_ error: StoreError) {
        switch error {
        case .duplicate, .idTaken: self = .conflict("Another record has this already. Change it, or use that one.")
        case .invalidKey, .invalidID, .idFromTheFuture, .unencodable: self = .internal(error.description)
        case .invalidCursor:
            self = .malformed(Malformation(field: "after", "is not the next of this query; start from the first page"))
        case .undecodable, .damaged, .corrupt: self = .corrupt(error.description)
        case .busy: self = .busy(retryAfter: Self.queueRetryAfter)
        case .full: self = .full(error.description)
        case .unavailable, .indexBuilding: self = .unavailable(error.description)
        case .incompatible: self = .incompatible(error.description)
        case .misuse: self = .misuse(error.description)
        }
    }

    /// Makes a registry error of whatever came out of a transaction's body.
    init(any error: any Error) {
        switch error {
        case let error as RegistryError: self = error
        case let error as StoreError: self.init(error)
        default: self = .internal("\(error)")
        }
    }
}
