import Foundation

/// A path for a directory that is not there yet; what is made there goes when the test does.
final class TemporaryDirectory: Sendable {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("lmdb-\(UUID().uuidString)").path
    }

    deinit { Self.remove(path) }

    static func remove(_ path: String) {
        chmod(path, 0o700)
        try? FileManager.default.removeItem(atPath: path)
    }
}
