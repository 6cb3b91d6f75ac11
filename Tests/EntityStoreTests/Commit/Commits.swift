import Dispatch
import EntityStore
import Synchronization

/// Writes that are to share a commit: they queue while a write before them holds the lead, and all have their outcome
/// when `run` returns.
final class Commits: Sendable {
    private let store: Store
    private let group = DispatchGroup()
    private let outcomes = Mutex<[Int: Result<ID<Note>?, any Error>]>([:])
    private let count = Atomic(0)

    init(_ store: Store) {
        self.store = store
    }

    /// Queues what `queue` submits behind a write that ends only when all have queued.
    ///
    /// - Returns: The outcomes, in the order of the submissions.
    func run(_ queue: (Commits) -> Void) -> [Result<ID<Note>?, any Error>] {
        let hasBegun = DispatchSemaphore(value: 0)
        let mayEnd = DispatchSemaphore(value: 0)
        group.enter()
        store.submit(
            { _ in
                hasBegun.signal()
                mayEnd.wait()
            }, completion: { _ in self.group.leave() })
        hasBegun.wait()
        queue(self)
        mayEnd.signal()
        group.wait()
        return outcomes.withLock { outcomes in outcomes.sorted { $0.key < $1.key }.map(\.value) }
    }

    func submit(
        alone: Bool = false, _ body: @escaping @Sendable (borrowing WriteTransaction) throws -> ID<Note>?
    ) {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        group.enter()
        store.submit(alone: alone, body) { outcome in
            self.outcomes.withLock { $0[number] = outcome }
            self.group.leave()
        }
    }

    /// Submits a write that inserts one note.
    func insert(_ slug: String, alone: Bool = false) {
        submit(alone: alone) { try $0.insert { Note(id: $0, slug: slug) }.id }
    }
}
