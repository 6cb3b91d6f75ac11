import EntityStore

/// A change that is ready to be queued: checked as far as it can be without the store, and encoded where it is new.
///
/// Nothing happens until ``commit()`` or ``submit(_:)``. Both run the change in one transaction, with the checks that
/// need the store, and answer after the commit that holds it has returned. Queue it once: a second time is another
/// change.
public struct Write<Result: Sendable>: Sendable {
    /// What is done in the transaction. A refusal that is thrown undoes what was written; one that is returned keeps it.
    private typealias Body = @Sendable (borrowing WriteTransaction) throws -> Swift.Result<Result, RegistryError>

    private enum Plan: Sendable {
        case queue(Store, isAlone: Bool, Body)
        case refuse(RegistryError)
    }

    private let plan: Plan

    /// A change that `body` makes.
    ///
    /// - Parameter isAlone: Whether it gets a commit of its own, as one of very many records should.
    init(
        in store: Store, isAlone: Bool = false,
        _ body: @escaping @Sendable (borrowing WriteTransaction) throws -> Result
    ) {
        plan = .queue(store, isAlone: isAlone, { .success(try body($0)) })
    }

    /// A change that `body` makes, also where it ends in a refusal, which it returns.
    init(
        in store: Store,
        settling body: @escaping @Sendable (borrowing WriteTransaction) throws -> Swift.Result<Result, RegistryError>
    ) {
        plan = .queue(store, isAlone: false, body)
    }

    /// A change that is refused before it queues.
    init(refusing error: RegistryError) {
        plan = .refuse(error)
    }

    /// Makes the change, and sleeps until it is committed.
    ///
    /// Call it on any thread that may sleep, and never inside another change.
    public func commit() throws(RegistryError) -> Result {
        switch plan {
        case .refuse(let error): throw error
        case .queue(let store, let isAlone, let body):
            do {
                return try store.write(alone: isAlone, body).get()
            } catch {
                throw RegistryError(any: error)
            }
        }
    }

    /// Queues the change and returns at once.
    ///
    /// - Parameter completion: Called once: on the thread that commits, after the commit; on this thread where the
    ///   change is refused before it queues. It must not sleep, as other changes wait for that thread.
    public func submit(_ completion: @escaping @Sendable (Swift.Result<Result, RegistryError>) -> Void) {
        switch plan {
        case .refuse(let error): completion(.failure(error))
        case .queue(let store, let isAlone, let body):
            store.submit(alone: isAlone, body) { outcome in
                completion(outcome.mapError { RegistryError(any: $0) }.flatMap { $0 })
            }
        }
    }
}
