@testable import LMDB

/// An environment in a directory of its own, which goes when the test does.
final class TemporaryEnvironment: Sendable {
    private let place = TemporaryDirectory()
    let environment: Environment

    var directory: String { place.path }

    init(_ options: Environment.Options = .small) throws {
        environment = try Environment.open(at: place.path, options: options)
    }

    deinit { environment.close() }
}

extension Environment.Options {
    /// Little address space, so that many tests fit beside each other, and no waiting for the disk.
    static var small: Self { small(1 << 28) }

    /// So much address space, and no waiting for the disk.
    static func small(_ addressSpace: Int) -> Self {
        var options = Self()
        options.addressSpace = addressSpace
        options.durability = .relaxed
        return options
    }
}

/// The kind of the error that `body` throws. `nil` if it throws none of this layer's.
func failure(of body: () throws -> Void) -> LMDBError.Kind? {
    do {
        try body()
        return nil
    } catch {
        return (error as? LMDBError)?.kind
    }
}

/// The kind of the error that committing throws. `nil` if it throws none.
func failure(ofCommitting transaction: consuming WriteTransaction) -> LMDBError.Kind? {
    do throws(LMDBError) {
        try transaction.commit()
        return nil
    } catch {
        return error.kind
    }
}
