import Foundation

/// A directory for one test, gone with it.
final class TemporaryDirectory {
    let url: URL
    var path: String { url.path }

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("cadastre-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The path of a file in here, written if `bytes` are given.
    func file(_ name: String, _ bytes: [UInt8]? = nil) throws -> String {
        let file = url.appendingPathComponent(name)
        if let bytes { try Data(bytes).write(to: file) }
        return file.path
    }
}
