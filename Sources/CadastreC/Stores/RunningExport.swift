import Cadastre
import Synchronization

/// All that is kept of a user, on its way out.
///
/// `@unchecked Sendable`: whoever takes the next piece has taken `isInHand` before.
final class RunningExport: @unchecked Sendable {
    let store: OpenStore
    private var export: UserExport
    private let isInHand = Atomic(false)

    init(_ export: UserExport, from store: OpenStore) {
        self.export = export
        self.store = store
    }

    /// The next piece; `nil` after the last.
    ///
    /// - Throws: `.misuse` where another thread is at it.
    func next() throws(RegistryError) -> [UInt8]? {
        guard !isInHand.exchange(true, ordering: .acquiring) else {
            throw .misuse("Another thread takes the next piece of this export.")
        }
        defer { isInHand.store(false, ordering: .releasing) }
        return try export.next()
    }
}

extension RunningExport: HandleContent {
    static var kind: Handle.Kind { .export }
    static var name: String { "export" }
}
