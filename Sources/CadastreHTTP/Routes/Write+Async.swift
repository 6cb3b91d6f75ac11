import Cadastre

extension Write {
    /// Queues the change, and suspends until the commit that holds it has returned: no thread waits meanwhile.
    ///
    /// - Throws: what the change is refused for.
    func committed() async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            submit { outcome in continuation.resume(with: outcome) }
        }
    }
}
