import Foundation

/// A new folder that is removed when nobody needs it any more.
final class ScratchFolder {
    private let path: String

    /// - Throws: Where it is there already.
    init(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        self.path = path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Makes a folder in it, and returns its path.
    func made(_ name: String) throws -> String {
        let folder = "\(path)/\(name)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        return folder
    }
}
