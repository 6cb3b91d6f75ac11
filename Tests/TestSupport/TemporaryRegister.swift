public import Cadastre
import EntityStore
import Testing

/// A register in a directory of its own. When it goes, its store is verified, closed and removed: whatever is wrong with
/// it is an issue of the test that had it.
///
/// Keep hold of it for as long as its ``registry`` is used.
public final class TemporaryRegister: Sendable {
    /// The register.
    public let registry: Registry
    /// Where it takes the time from.
    public let clock: TestClock
    /// Where its store is.
    public let path: String

    private let directory = TemporaryDirectory()

    /// Makes a register.
    ///
    /// - Parameter change: Changes the options that it is opened with.
    public init(clock: TestClock = TestClock(), _ change: (inout RegistryOptions) -> Void = { _ in }) throws {
        self.clock = clock
        path = directory.path + "/register"
        var options = Self.options(clock)
        change(&options)
        registry = try Registry.open(at: path, options: options)
    }

    /// Opens the same register once more, as another part of the program would.
    public func reopened() throws -> Registry {
        try Registry.open(at: path, options: Self.options(clock))
    }

    private static func options(_ clock: TestClock) -> RegistryOptions {
        var options = RegistryOptions()
        options.clock = clock.wallClock
        options.store = .quick
        return options
    }

    deinit {
        do {
            for problem in try registry.verify().problems { Issue.record("\(problem)") }
        } catch {
            Issue.record("The store can't be verified: \(error)")
        }
        registry.close()
    }
}
