public import EntityStore
import Synchronization
public import Testing

/// A new store in a directory of its own. When it goes, it is closed, opened anew, verified and removed: whatever is
/// wrong with it is an issue of the test that had it, so no test can forget to look.
public final class TemporaryStore: Sendable {
    /// The directory of the store.
    public let path: String

    private let directory = TemporaryDirectory()
    private let options: StoreOptions
    private let isVerified: Bool
    private let current: Mutex<(store: Store, types: [any Entity.Type])>

    /// Makes a store.
    ///
    /// - Parameters:
    ///   - options: `.quick` unless given: a test that ends with the machine's power loses nothing.
    ///   - isVerified: False for a test that damages its store on purpose.
    public init(
        holding types: any Entity.Type..., options: StoreOptions = .quick, isVerified: Bool = true
    ) throws {
        path = directory.path + "/store"
        self.options = options
        self.isVerified = isVerified
        current = Mutex((try Store.open(at: path, options: options, holding: types), types))
    }

    deinit {
        let (store, types) = current.withLock { $0 }
        store.close()
        guard isVerified else { return }
        do {
            let store = try Store.open(at: path, options: options, holding: types)
            expectNothingWrong(with: store)
            store.close()
        } catch {
            Issue.record("The store can't be opened again: \(error)")
        }
    }

    /// The store.
    public var store: Store { current.withLock { $0.store } }

    /// Closes the store and opens it anew, perhaps as a program does that declares other entities.
    @discardableResult
    public func reopen(holding types: any Entity.Type...) throws -> Store {
        store.close()
        let store = try Store.open(at: path, options: options, holding: types)
        current.withLock { $0 = (store, types) }
        return store
    }
}

/// Verifies a store, and records an issue for each thing that is wrong with it.
public func expectNothingWrong(with store: Store, sourceLocation: SourceLocation = #_sourceLocation) {
    do {
        for problem in try store.verify().problems {
            Issue.record("\(problem)", sourceLocation: sourceLocation)
        }
    } catch {
        Issue.record("The store can't be verified: \(error)", sourceLocation: sourceLocation)
    }
}

extension StoreOptions {
    /// For tests: what a power cut may take does not matter, and little address space is enough.
    public static var quick: StoreOptions {
        var options = StoreOptions()
        options.durability = .relaxed
        options.addressSpace = 1 << 30
        return options
    }
}
