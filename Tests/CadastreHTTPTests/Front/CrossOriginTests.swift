import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CadastreHTTP

@Suite("Pages of other origins") struct CrossOriginTests {
    private static let exposed = "ETag, Location, Link, Retry-After, X-Request-Id"

    private static func configuration(_ policy: CrossOriginPolicy) -> ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.crossOrigin = policy
        return configuration
    }

    @Test(
        "An answer may be read by pages of the origins that are let in",
        arguments: [
            (CrossOriginPolicy.none, "https://a.example", ""), (.none, nil, ""),
            (.origins(["https://a.example"]), "https://a.example", "https://a.example"),
            (.origins(["https://a.example"]), "https://b.example", ""), (.origins(["https://a.example"]), nil, ""),
            (.origins(["https://a.example"]), "null", ""),
            (.origins(["https://a.example"]), "https://a.example.evil", ""),
            (.any, "https://b.example", "*"), (.any, nil, ""), (.any, "null", ""),
        ] as [(CrossOriginPolicy, String?, String)])
    func answers(_ policy: CrossOriginPolicy, _ origin: String?, _ allowed: String) async throws {
        try await ServedRegister.with(Self.configuration(policy)) { served in
            var fields: HTTPFields = [:]
            if let origin { fields[.origin] = origin }
            // Errors must be readable too, or a page could not tell what went wrong.
            for (path, isText) in [("/v1/types", true), ("/nowhere", true), ("/v1/users/me", true)] {
                let answer = try await served.send(.get, path, fields)
                #expect(answer.header(.accessControlAllowOrigin) == allowed, "\(path)")
                #expect(answer.header(.accessControlExposeHeaders) == (allowed.isEmpty ? "" : Self.exposed), "\(path)")
                #expect(answer.header(.accessControlAllowCredentials).isEmpty)
                let vary = (isText ? ["Accept-Encoding"] : []) + (policy == .none ? [] : ["Origin"])
                #expect(answer.header(.vary) == vary.joined(separator: ", "), "\(path)")
            }
        }
    }

    @Test("A browser that asks whether a page may send a request is told, before anything else is looked at")
    func preflight() async throws {
        let question: HTTPFields = [
            .origin: "https://a.example", .accessControlRequestMethod: "PATCH",
            .accessControlRequestHeaders: "authorization,if-match", .authorization: "Bearer a.b.c",
            .accept: "text/html",
        ]
        try await ServedRegister.with(Self.configuration(.origins(["https://a.example"]))) { served in
            let answer = try await served.send(.options, "/v1/properties/x", question)
            #expect(answer.status == .noContent)
            #expect(answer.header(.accessControlAllowOrigin) == "https://a.example")
            #expect(answer.header(.accessControlAllowMethods) == "DELETE, GET, HEAD, OPTIONS, PATCH, PUT")
            #expect(
                answer.header(.accessControlAllowHeaders)
                    == "Authorization, Content-Type, If-Match, If-None-Match, X-Request-Id")
            #expect(answer.header(.accessControlMaxAge) == "600")
            #expect(answer.header(.accessControlAllowCredentials).isEmpty)
            #expect(answer.header(.vary) == "Origin")

            var other = question
            other[.origin] = "https://b.example"
            let refused = try await served.send(.options, "/v1/properties/x", other)
            #expect(refused.status == .noContent)
            #expect(refused.headers.allSatisfy { !$0.name.canonicalName.hasPrefix("access-control") })

            let nowhere = try await served.send(.options, "/nowhere", question)
            #expect(nowhere.status == .notFound)
            var noQuestion = question
            noQuestion[.accessControlRequestMethod] = nil
            let plain = try await served.send(.options, "/v1/types", noQuestion)
            #expect(plain.status == .methodNotAllowed)
            #expect(plain.header(.allow) == "GET, HEAD, OPTIONS")
        }
    }

    @Test("Where no origin is let in, OPTIONS is a method like any that no path knows")
    func off() async throws {
        let question: HTTPFields = [.origin: "https://a.example", .accessControlRequestMethod: "GET"]
        try await ServedRegister.with { served in
            let answer = try await served.send(.options, "/v1/types", question)
            #expect(answer.status == .methodNotAllowed)
            #expect(answer.header(.allow) == "GET, HEAD")
        }
    }
}
