import Cadastre
import HTTPTypes
import HummingbirdCore
import HummingbirdTesting
import NIOCore
import StrictJSON
import TestSupport
import Testing

@testable import CadastreHTTP

@Suite("Problem documents") struct ProblemDetailsTests {
    @Test(
        "Each problem of HTTP alone has its type, status and fields",
        arguments: [
            (.malformedRequest(detail: "It is none."), 400, "malformed-http"),
            (.headersTooLarge, 431, "headers-too-large"),
            (.requestTimeout, 408, "request-timeout"), (.noSuchPath, 404, "not-found"),
            (.methodNotAllowed(allowed: "GET, HEAD"), 405, "method-not-allowed"),
            (.notAcceptable(offered: "application/json"), 406, "not-acceptable"),
            (.unsupportedMediaType(accepted: "application/json"), 415, "unsupported-media-type"),
        ] as [(HTTPProblem, Int, String)])
    func http(_ problem: HTTPProblem, _ status: Int, _ code: String) async throws {
        let response = ProblemDetails.response(for: problem)
        try await Self.expect(response, status, code)
        #expect(response.headers[.allow] == (status == 405 ? "GET, HEAD" : nil))
    }

    @Test(
        "Each error of the core has its status, and the fields that go with it",
        arguments: [
            (.malformed(Malformation(field: "limit", "is wrong")), 400, [:]),
            (.invalid([FieldError("name", "is wrong")]), 422, [:]),
            (.unauthenticated(.missing), 401, [.wwwAuthenticate: #"Bearer realm="cadastre""#]),
            (.unauthenticated(.wrongCredentials), 401, [.wwwAuthenticate: #"Bearer realm="cadastre""#]),
            (.unauthenticated(.invalidRefreshToken), 401, [.wwwAuthenticate: #"Bearer realm="cadastre""#]),
            (
                .unauthenticated(.invalidToken), 401,
                [.wwwAuthenticate: #"Bearer realm="cadastre", error="invalid_token""#]
            ),
            (
                .unauthenticated(.expiredToken), 401,
                [.wwwAuthenticate: #"Bearer realm="cadastre", error="invalid_token""#]
            ),
            (.forbidden("No."), 403, [:]), (.notFound("Nothing."), 404, [:]), (.conflict("Taken."), 409, [:]),
            (.stale, 412, [:]),
            (.tooLarge("Too large."), 413, [:]), (.throttled(retryAfter: 30), 429, [.retryAfter: "30"]),
            (.busy(retryAfter: 1), 503, [.retryAfter: "1"]), (.full("/secret"), 507, [:]),
            (.unavailable("/secret"), 503, [:]),
            (.incompatible("/secret"), 503, [:]), (.corrupt("/secret"), 500, [:]), (.internal("/secret"), 500, [:]),
        ] as [(RegistryError, Int, HTTPFields)])
    func core(_ error: RegistryError, _ status: Int, _ fields: HTTPFields) async throws {
        let response = ProblemDetails.response(for: error)
        try await Self.expect(response, status, error.kind.code)
        for name in [HTTPField.Name.wwwAuthenticate, .retryAfter] {
            #expect(response.headers[name] == fields[name])
        }
        #expect(!error.problem.json.text.contains("/secret"))
    }

    private static func expect(_ response: Response, _ status: Int, _ code: String) async throws {
        #expect(!response.status.reasonPhrase.isEmpty)
        #expect(response.status.code == status)
        #expect(response.headers[.contentType] == "application/problem+json")
        #expect(response.headers[.cacheControl] == "no-store")
        let collector = BodyCollector()
        try await response.body.write(collector)
        let problem = try collector.bytes.parsed
        #expect(problem["type"]?.string == "urn:cadastre:problem:" + code)
        #expect(problem["status"] == .integer(Int64(status)))
        #expect(problem["title"]?.string?.isEmpty == false)
        #expect(problem["detail"]?.string?.isEmpty == false)
    }

    @Test("Wrong fields are all named")
    func fields() async throws {
        try await ServedRegister.with { served in
            let answer = try await served.send(
                .post, "/v1/properties", as: .ada, json: #"{"name":"","type":"house","city":"!","colour":"red"}"#)
            #expect(answer.status == .unprocessableContent)
            let fields = try answer.member("errors")?.array?.compactMap { $0["field"]?.string }
            #expect(fields.map(Set.init) == ["name", "city", "colour"])
        }
    }
}

/// Gathers what a body writes.
private final class BodyCollector: ResponseBodyWriter {
    private(set) var bytes: [UInt8] = []

    func write(_ buffer: ByteBuffer) { bytes += buffer.readableBytesView }

    func finish(_ trailingHeaders: HTTPFields?) {}
}
