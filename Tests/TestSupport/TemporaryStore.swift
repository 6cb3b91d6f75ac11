public import EntityStore
public import Testing

/// A new store in a directory of its own. When it goes, it is verified, closed and removed: whatever is wrong with it
/// is an issue of the test that had it, so no test can forget to look.
public final class TemporaryStore: Sendable {
    /// The store.
    public let store: Store
    /// The directory of the store.
    public let path: String

    private let directory = TemporaryDirectory()
    private let isVerified: Bool

    /// Makes a store.
    ///
    /// - Parameters:
    ///   - options: `.quick` unless given: a test that ends with the machine's power loses nothing.
    ///   - isVerified: False for a test that damages its store on purpose.
    public init(
        holding types: any Entity.Type..., options: StoreOptions = .quick, isVerified: Bool = true
    ) throws {
        path = directory.path + "/store"
        store = try Store.open(at: path, options: options, holding: types)
        self.isVerified = isVerified
    }

    deinit {
        if isVerified { expectNothingWrong(with: store) }
        store.close()
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
