import Foundation
import TestSupport

extension TemporaryDirectory {
    /// The path of a file in here, written if `bytes` are given.
    func file(_ name: String, _ bytes: [UInt8]? = nil) throws -> String {
        if let bytes { try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
        return "\(path)/\(name)"
    }

    /// The path of a file in here that holds `text`.
    func file(_ name: String, _ text: String) throws -> String {
        try file(name, Array(text.utf8))
    }
}
