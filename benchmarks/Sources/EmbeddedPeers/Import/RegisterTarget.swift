import Cadastre
import Foundation

/// A new register with types and users, into which properties are imported.
final class RegisterTarget {
    private let path: String
    private let registry: Registry

    init(_ path: String, _ lines: ExportLines) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        self.path = path
        registry = try Registry.open(at: path)
        try take(lines.kin)
    }

    deinit {
        registry.close()
        try? FileManager.default.removeItem(atPath: path)
    }

    func take(_ lines: [[UInt8]]) throws {
        let target = RegisterImport(into: registry)
        var rejections: [ImportRejection] = []
        for (number, line) in lines.enumerated() { rejections += try target.add(line, at: number + 1) }
        rejections += try target.finish()
        if let rejection = rejections.first { throw BenchmarkError("line \(rejection.line) was rejected") }
    }
}
