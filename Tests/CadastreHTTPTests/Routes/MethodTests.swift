import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import CadastreHTTP

@Suite("Paths and methods") struct MethodTests {
    /// A path that a template stands for.
    private static func path(of template: String) -> String {
        template.replacing("{file}", with: "docs.css").replacing("{id}", with: "house").replacing("{roomId}", with: "x")
    }

    @Test("A method that a path does not know is answered with those that it does")
    func refused() async throws {
        try await ServedRegister.with { served in
            let paths = Dictionary(grouping: served.calls, by: \.path.description)
            let unheardOf = try #require(HTTPRequest.Method("BREW"))
            #expect(paths.count == 22)
            for (template, calls) in paths {
                let known = Set(calls.map(\.method))
                for method in CallTable.methods.union([unheardOf]).subtracting(known) {
                    let answer = try await served.send(method, Self.path(of: template), as: .ada, json: "{}")
                    #expect(answer.status == .methodNotAllowed, "\(method) \(template)")
                    let allowed = known.map(\.rawValue).sorted().joined(separator: ", ")
                    #expect(answer.header(.allow) == allowed, "\(method) \(template)")
                }
            }
        }
    }

    @Test("What is at no path is not found, whatever the method")
    func noPath() async throws {
        let unheardOf = try #require(HTTPRequest.Method("BREW"))
        try await ServedRegister.with { served in
            for method in CallTable.methods.union([unheardOf]) {
                for path in [
                    "/", "/v1", "/v1/", "/v2/types", "/v1/types/", "/v1//types", "//v1/types", "/v1/types/a/b",
                ] {
                    let answer = try await served.send(method, path)
                    #expect(answer.status == .notFound, "\(method) \(path)")
                }
            }
        }
    }

    @Test("HEAD answers as GET does, without the content")
    func head() async throws {
        try await ServedRegister.with { served in
            let property = try await served.makeProperty()
            var paths = served.calls.filter { $0.method == .get }.map { Self.path(of: $0.path.description) }
            paths += [property, property + "/rooms", "/v1/properties?city=bordeaux&limit=1", "/v1/users/me/export"]
            for path in paths {
                for coding in ["identity", "gzip"] {
                    let fields: HTTPFields = [.acceptEncoding: coding, .xRequestID: "same"]
                    let get = try await served.send(.get, path, as: .admin, fields)
                    let head = try await served.send(.head, path, as: .admin, fields)
                    #expect(head.status == get.status, "\(path)")
                    #expect(head.body.readableBytes == 0, "\(path)")
                    var (expected, found) = (get.headers, head.headers)
                    // Only GET has chunks; what /metrics counts has changed in between.
                    for name in [HTTPField.Name.transferEncoding, .date] + (path == "/metrics" ? [.contentLength] : [])
                    {
                        expected[name] = nil
                        found[name] = nil
                    }
                    #expect(found == expected, "\(path) \(coding)")
                }
            }
        }
    }
}
