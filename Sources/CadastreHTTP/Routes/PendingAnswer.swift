import Cadastre

/// The answer to a call that changes something, which is known when the change is committed.
struct PendingAnswer: Sendable {
    /// Makes the answer, or says what the change was refused for.
    typealias Outcome = @Sendable () -> Result<Answer, RegistryError>

    private let queue: @Sendable (_ completion: @escaping @Sendable (@escaping Outcome) -> Void) -> Void

    /// An answer that `queue` gets under way; it must call what it is given once, on whatever thread.
    init(_ queue: @escaping @Sendable (_ completion: @escaping @Sendable (@escaping Outcome) -> Void) -> Void) {
        self.queue = queue
    }

    /// Queues the change, and returns at once.
    ///
    /// - Parameter completion: Called once, on the thread that commits, which has others to tell: it must hand the
    ///   outcome on, and have the answer made elsewhere.
    func submit(_ completion: @escaping @Sendable (@escaping Outcome) -> Void) { queue(completion) }

    /// Queues the change, and suspends until the commit that holds it has returned: no thread waits meanwhile.
    ///
    /// - Throws: what the change is refused for.
    func committed() async throws -> Answer {
        let outcome = await withCheckedContinuation { continuation in
            submit { outcome in continuation.resume(returning: outcome) }
        }
        return try outcome().get()
    }
}

extension Write {
    /// What a call answers with this change, once it is committed.
    func answered(by answer: @escaping @Sendable (Result) -> Answer) -> PendingAnswer {
        PendingAnswer { completion in
            submit { outcome in completion { outcome.map(answer) } }
        }
    }
}
