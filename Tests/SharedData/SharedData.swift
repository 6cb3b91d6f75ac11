public import Foundation
public import Testing

/// The real and hostile input beside the repository, where it is there.
public enum SharedData {
    /// Whether the data is there.
    public static let isPresent = FileManager.default.fileExists(atPath: directory.path)

    private static let directory = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/data")

    /// A file as it is.
    public static func bytes(of path: String) throws -> Data {
        try Data(contentsOf: directory.appendingPathComponent(path))
    }

    /// The names of the files in a folder, sorted.
    public static func names(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.appendingPathComponent(path).path).sorted()
    }

    /// The lines of a file without its first, gunzipped if the name says so.
    public static func rows(of path: String) throws -> [Substring] {
        let bytes = path.hasSuffix(".gz") ? try gunzipped(path) : try Self.bytes(of: path)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map { $0 }
    }

    /// The Big List of Naughty Strings.
    public static func naughtyStrings() throws -> [String] {
        try JSONDecoder().decode([String].self, from: bytes(of: "hostile/blns.json"))
    }

    private static func gunzipped(_ path: String) throws -> Data {
        let gzip = Process()
        let output = Pipe()
        gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
        gzip.arguments = ["-dc", directory.appendingPathComponent(path).path]
        gzip.standardOutput = output
        try gzip.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        gzip.waitUntilExit()
        try #require(gzip.terminationStatus == 0)
        return bytes
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips a test that needs the data beside the repository.
    public static var needsSharedData: Self {
        .enabled(if: SharedData.isPresent, "needs ../shared/data, which is not beside this repository")
    }
}
