import Foundation

@testable import LMDB

/// An environment in a directory of its own, which goes when the test does.
final class TemporaryEnvironment: Sendable {
    let directory: String
    let environment: Environment

    init(_ options: Environment.Options = .small) throws {
        directory = Self.newPath()
        environment = try Environment.open(at: directory, options: options)
    }

    deinit {
        environment.close()
        try? FileManager.default.removeItem(atPath: directory)
    }

    static func newPath() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("lmdb-\(UUID().uuidString)").path
    }
}

extension Environment.Options {
    /// Little address space, so that many tests fit beside each other, and no waiting for the disk.
    static var small: Self {
        var options = Self()
        options.addressSpace = 1 << 28
        options.durability = .relaxed
        return options
    }
}
