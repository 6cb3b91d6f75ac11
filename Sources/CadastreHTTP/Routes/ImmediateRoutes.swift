import HTTPTypes
import Hummingbird

/// Finds the call that a request asks for.
///
/// Hummingbird's router can only be asked by a task. This one finds what that finds, or nothing: a path that it does not
/// know is left to the other, which knows what to say of it.
struct ImmediateRoutes: Sendable {
    /// A call, and what the path says beside it.
    struct Match {
        let endpoint: Endpoint
        /// The template of the path.
        let template: String
        let parameters: Parameters
    }

    private enum Segment: Sendable {
        case literal(Substring)
        case parameter(Substring)
    }

    private struct Path: Sendable {
        let template: String
        let segments: [Segment]
        /// What answers each method; a few.
        let endpoints: [Endpoint]

        /// Sorts a word before a parameter in its place, as the word is looked for first.
        var precedence: String {
            segments.map { segment in
                switch segment {
                case .literal: "0"
                case .parameter: "1"
                }
            }.joined()
        }

        func parameters(of parts: [Substring]) -> Parameters? {
            var parameters = Parameters()
            for (segment, part) in zip(segments, parts) {
                switch segment {
                case .literal(let word): guard word == part else { return nil }
                case .parameter(let name): parameters[name] = part
                }
            }
            return parameters
        }
    }

    /// The paths by how many parts they have, in the order in which they are tried.
    private let paths: [Int: [Path]]

    /// - Parameter endpoints: All calls of a listener.
    init(_ endpoints: [Endpoint]) {
        let templates = Dictionary(grouping: endpoints, by: \.call.path.description)
        let paths = templates.map { template, endpoints in
            Path(
                template: template, segments: template.split(separator: "/").map(Self.segment),
                endpoints: endpoints)
        }
        self.paths = Dictionary(grouping: paths, by: \.segments.count)
            .mapValues { $0.sorted { $0.precedence < $1.precedence } }
    }

    /// The call for a target, which is a path and perhaps a query; `nil` where no call has both path and method.
    func match(_ target: String, _ method: HTTPRequest.Method) -> Match? {
        let path = target.utf8.firstIndex(of: UInt8(ascii: "?")).map { target[..<$0] } ?? target[...]
        let slash = UInt8(ascii: "/")
        guard path.utf8.first == slash else { return nil }
        // By bytes: to look for characters costs as much again as all else here.
        let parts = path.utf8.dropFirst().split(separator: slash, omittingEmptySubsequences: false).map(Substring.init)
        guard !parts.contains(where: \.isEmpty) else { return nil }
        for path in paths[parts.count] ?? [] {
            guard let parameters = path.parameters(of: parts) else { continue }
            let endpoint = path.endpoints.first { $0.call.method == method }
            return endpoint.map { Match(endpoint: $0, template: path.template, parameters: parameters) }
        }
        return nil
    }

    private static func segment(_ text: Substring) -> Segment {
        text.first == "{" && text.last == "}" ? .parameter(text.dropFirst().dropLast()) : .literal(text)
    }
}
