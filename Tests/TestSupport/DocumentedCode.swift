import Foundation

/// The pieces of Swift in an article, so that a test can tell whether they are what it has compiled.
public enum DocumentedCode {
    /// The pieces of Swift in an article that are not, line for line, in a source file.
    ///
    /// - Parameters:
    ///   - article: The article's path in the repository.
    ///   - source: The path of the test that has the pieces as its own code: `#filePath`.
    public static func missing(from source: String, of article: String) throws -> [String] {
        let root = URL(fileURLWithPath: source).resolvingSymlinksInPath().pathComponents
        guard let tests = root.lastIndex(of: "Tests") else { throw CocoaError(.fileNoSuchFile) }
        let repository = URL(fileURLWithPath: NSString.path(withComponents: Array(root[..<tests])))
        let text = try String(contentsOf: repository.appendingPathComponent(article), encoding: .utf8)
        let code = lines(of: try String(contentsOfFile: source, encoding: .utf8)).joined(separator: "\n")
        return pieces(of: text).filter { !code.contains($0) }
    }

    private static func pieces(of article: String) -> [String] {
        article.components(separatedBy: "```swift\n").dropFirst().map { rest in
            lines(of: rest.components(separatedBy: "```")[0]).joined(separator: "\n")
        }
    }

    /// The lines that say something, without their indentation.
    private static func lines(of text: String) -> [String] {
        text.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
