import Foundation

/// A new, empty directory that is removed, with all in it, when this object goes.
public final class TemporaryDirectory: Sendable {
    /// Where it is.
    public let path: String

    /// Makes a directory that only this user may enter.
    public init() {
        var template = Array((NSTemporaryDirectory() + "/cadastre-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            preconditionFailure("no temporary directory: \(String(cString: strerror(errno)))")
        }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
