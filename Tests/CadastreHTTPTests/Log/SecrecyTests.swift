import HTTPTypes
import HummingbirdTesting
import StrictJSON
import TestSupport
import Testing

@testable import CadastreHTTP

@Suite("What the log does not hold") struct SecrecyTests {
    @Test(
        "No query, no token, no password and no address is in it, wherever a client puts one",
        arguments: ServerConfiguration.LogFormat.allCases)
    func secrets(_ format: ServerConfiguration.LogFormat) async throws {
        var configuration = ServerConfiguration()
        configuration.logFormat = format
        try await ServedRegister.with(configuration) { served in
            let token = try #require(served.people[.ada])
            let login = try await served.send(
                .post, "/v1/auth/login", json: #"{"email":"ada@example.org","password":"\#(ServedRegister.password)"}"#)
            let refreshToken = try #require(try login.member("refreshToken")?.string)
            let requests: [(HTTPRequest.Method, String, String?)] = [
                (.get, "/v1/users/me?access_token=\(token)", nil), (.get, "/v1/users/\(token)", nil),
                (.get, "/v1/users/ada@example.org", nil), (.get, "/v1/users/ada%40example.org", nil),
                (.get, "/\(refreshToken)", nil), (.get, "/v1/properties?city=Secretville", nil),
                (.post, "/v1/auth/refresh", #"{"refreshToken":"\#(refreshToken)"}"#),
                (.post, "/v1/auth/login", #"{"email":"ada@example.org","password":"wrong-password"}"#),
                (.put, "/v1/users/me/password", #"{"currentPassword":"wrong-password","newPassword":"1234567!"}"#),
            ]
            for (method, path, json) in requests { _ = try await served.send(method, path, as: .ada, json: json) }
            let log = served.log.text
            #expect(served.log.lines.count == 1 + requests.count)
            let secrets = [
                token, refreshToken, "ada@", "ada%40", "example.org", ServedRegister.password, "wrong-password",
                "1234567!",
                "Secretville", "access_token", "Bearer", "?",
            ]
            for secret in secrets { #expect(!log.contains(secret), "\(secret)") }
        }
    }

    @Test("The name of a request is in its answer and in its line; a name that is none is replaced")
    func requestIDs() async throws {
        try await ServedRegister.with { served in
            let given = try await served.send(.get, "/v1/types", [.xRequestID: "my-request.1"])
            #expect(given.header(.xRequestID) == "my-request.1")
            let bad = try await served.send(.get, "/nowhere", [.xRequestID: "a b\"}"])
            #expect(RequestIDs.isName(bad.header(.xRequestID)))
            let named = try served.log.lines.map { try Array($0.utf8).parsed["id"]?.string }
            #expect(named.count == 2)
            #expect(Set(named) == ["my-request.1", bad.header(.xRequestID)])
        }
    }

    @Test(
        "What a client types into a path or for a method is not in the log",
        arguments: ["/v1/users/hunter2", "/hunter2", "/v1/types/hunter2", "/docs/hunter2"])
    func paths(_ path: String) async throws {
        try await ServedRegister.with { served in
            #expect(try await served.send(.get, path).status == 404)
            let line = try #require(served.log.lines.first)
            #expect(!line.contains("hunter2"))
        }
    }

    @Test("A line tells the route, the status and the size")
    func contents() async throws {
        try await ServedRegister.with { served in
            let property = try await served.makeProperty()
            let answer = try await served.send(.get, property)
            let export = try await served.send(.get, "/v1/users/me/export", as: .ada)
            // Requests may have been answered by different threads, within a millisecond.
            let lines = try served.log.lines.map { try Array($0.utf8).parsed }
            #expect(lines.count == 3)
            let routes = ["/v1/properties", "/v1/properties/{id}", "/v1/users/me/export"]
            let found = try routes.map { route in try #require(lines.first { $0["route"]?.string == route }) }
            #expect(found.map { $0["status"] } == [201, 200, 200])
            #expect(found[1]["bytes"] == .integer(Int64(answer.text.utf8.count)))
            #expect(found[2]["bytes"] == .integer(Int64(export.text.utf8.count)))
        }
    }
}
