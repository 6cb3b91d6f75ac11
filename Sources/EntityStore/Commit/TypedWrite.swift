/// A write with the type of its result.
final class TypedWrite<Result: Sendable>: QueuedWrite {
    private let body: @Sendable (borrowing WriteTransaction) throws -> Result
    private let completion: (@Sendable (Swift.Result<Result, any Error>) -> Void)?
    private(set) var outcome: Swift.Result<Result, any Error> = .failure(StoreError.busy)

    /// - Parameter completion: Called once the outcome is final; `nil` for a write whose caller sleeps.
    init(
        isAlone: Bool = false, wait: Wait = .now,
        body: @escaping @Sendable (borrowing WriteTransaction) throws -> Result,
        completion: (@Sendable (Swift.Result<Result, any Error>) -> Void)? = nil
    ) {
        self.body = body
        self.completion = completion
        super.init(wait: completion == nil ? wait : .never, isAlone: isAlone)
    }

    override func run(in transaction: borrowing WriteTransaction) -> Bool {
        do {
            outcome = .success(try body(transaction))
            return true
        } catch {
            outcome = .failure(error)
            return false
        }
    }

    override func fail(with error: StoreError) {
        outcome = .failure(error)
    }

    override func complete() {
        completion?(outcome)
    }
}
