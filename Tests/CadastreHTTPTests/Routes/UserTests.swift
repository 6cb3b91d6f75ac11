import HTTPTypes
import HummingbirdTesting
import StrictJSON
import TestSupport
import Testing

@testable import CadastreHTTP

@Suite("Users over HTTP") struct UserTests {
    private static let signUp =
        #"{"email":"Eve@example.org","password":"eves password","firstName":"Eve","lastName":"E","birthDate":"1990-02-28"}"#

    @Test("A user signs up, logs in, is changed, changes the password, logs out and goes")
    func life() async throws {
        try await ServedRegister.with { served in
            let made = try await served.send(.post, "/v1/users", json: Self.signUp)
            #expect(made.status == .created)
            let id = try #require(try made.member("id")?.string)
            #expect(made.header(.location) == "/v1/users/" + id)
            #expect(made.header(.cacheControl) == "no-store")
            #expect(try made.member("email") == "Eve@example.org")
            #expect(try made.member("password") == nil)

            var session = try await logIn(served, password: "eves password")
            let whole = try await send(served, .get, "/v1/users/me", session.access)
            #expect(whole.body == made.body)
            #expect(whole.header(.cacheControl) == "no-store")
            let others = try await served.send(.get, "/v1/users/" + id)
            #expect(others.text == #"{"id":"\#(id)","firstName":"Eve","lastName":"E"}"#)

            let patched = try await send(
                served, .patch, "/v1/users/me", session.access, #"{"lastName":"F","birthDate":null}"#)
            #expect(try patched.member("lastName") == "F")
            #expect(try patched.member("birthDate") == nil)
            #expect(patched.header(.cacheControl) == "no-store")

            let change = #"{"currentPassword":"eves password","newPassword":"another password"}"#
            let changed = try await send(served, .put, "/v1/users/me/password", session.access, change)
            #expect(changed.status == .noContent)
            #expect(changed.header(.cacheControl) == "no-store")
            let stale = try await send(served, .get, "/v1/users/me", session.access)
            #expect(stale.status == .unauthorized)

            session = try await logIn(served, password: "another password")
            let refreshed = try await served.send(
                .post, "/v1/auth/refresh", json: #"{"refreshToken":"\#(session.refresh)"}"#)
            #expect(refreshed.status == .ok)
            #expect(refreshed.header(.cacheControl) == "no-store")
            let next = try #require(try refreshed.member("refreshToken")?.string)
            let out = try await served.send(.post, "/v1/auth/logout", json: #"{"refreshToken":"\#(next)"}"#)
            #expect(out.status == .noContent)
            let ended = try await served.send(.post, "/v1/auth/refresh", json: #"{"refreshToken":"\#(next)"}"#)
            #expect(ended.status == .unauthorized)
            #expect(ended.header(.wwwAuthenticate) == #"Bearer realm="cadastre""#)

            let gone = try await send(served, .delete, "/v1/users/me", session.access)
            #expect(gone.status == .noContent)
            let missing = try await served.send(.get, "/v1/users/" + id)
            #expect(missing.status == .notFound)
        }
    }

    private struct Session {
        let access: String
        let refresh: String
    }

    private func logIn(_ served: ServedRegister, password: String) async throws -> Session {
        let json = #"{"email":"eve@example.org","password":"\#(password)"}"#
        let answer = try await served.send(.post, "/v1/auth/login", json: json)
        #expect(answer.status == .ok)
        #expect(answer.header(.cacheControl) == "no-store")
        #expect(try answer.member("tokenType") == "Bearer")
        #expect(try answer.member("expiresIn") == 900)
        return Session(
            access: try #require(try answer.member("accessToken")?.string),
            refresh: try #require(try answer.member("refreshToken")?.string))
    }

    private func send(
        _ served: ServedRegister, _ method: HTTPRequest.Method, _ path: String, _ token: String, _ json: String? = nil
    ) async throws -> TestResponse {
        try await served.send(method, path, json: json, [.authorization: "Bearer " + token])
    }

    @Test("An admin pages through users and removes one; nobody else may")
    func administration() async throws {
        try await ServedRegister.with { served in
            let page = try await served.send(.get, "/v1/users?limit=2", as: .admin)
            #expect(try page.member("items")?.array?.count == 2)
            let next = try #require(try page.member("next")?.string)
            #expect(page.header(.link) == "</v1/users?limit=2&after=\(next)>; rel=\"next\"")
            let refused = try await served.send(.get, "/v1/users", as: .ada)
            #expect(refused.status == .forbidden)
            let bob = try #require(try await served.send(.get, "/v1/users/me", as: .bob).member("id")?.string)
            let removed = try await served.send(.delete, "/v1/users/" + bob, as: .admin)
            #expect(removed.status == .noContent)
            let after = try await served.send(.get, "/v1/users/me", as: .bob)
            #expect(after.status == .unauthorized)
        }
    }

    @Test("Failed logins are counted for the client that a trusted proxy names, and for nobody else's word")
    func failedLogins() async throws {
        for isTrusted in [true, false] {
            var configuration = ServerConfiguration()
            configuration.trustedProxies = isTrusted ? ["127.0.0.0/8", "::1"].compactMap(NetworkBlock.init) : []
            try await ServedRegister.with(configuration, .live) { served in
                func logIn(from address: String) async throws -> TestResponse {
                    let json = #"{"email":"ada@example.org","password":"a wrong one"}"#
                    return try await served.send(.post, "/v1/auth/login", json: json, [.xForwardedFor: address])
                }
                for _ in 0..<10 {
                    let answer = try await logIn(from: "198.51.100.1")
                    #expect(answer.status == .unauthorized)
                }
                let same = try await logIn(from: "198.51.100.1")
                #expect(same.status == .tooManyRequests)
                #expect(Int(same.header(.retryAfter)).map { $0 > 0 } == true)
                let other = try await logIn(from: "198.51.100.2")
                #expect(other.status == (isTrusted ? .unauthorized : .tooManyRequests))
            }
        }
    }

    @Test("An export is all that the caller owns, in pieces, compressed where that is wanted")
    func export() async throws {
        try await ServedRegister.with { served in
            for number in 0..<130 {
                _ = try await served.makeProperty(#"{"name":"N\#(number)","type":"house","city":"Pau"}"#)
            }
            _ = try await served.makeProperty(by: .bob)
            let plain = try await served.send(.get, "/v1/users/me/export", as: .ada)
            #expect(plain.header(.transferEncoding) == "chunked")
            #expect(plain.header(.cacheControl) == "no-store")
            #expect(try plain.member("user")?["email"] == "ada@example.org")
            let names = try plain.member("properties")?.array?.compactMap { $0["name"]?.string }
            #expect(names == (0..<130).map { "N\($0)" })
            let gzipped = try await served.send(.get, "/v1/users/me/export", as: .ada, [.acceptEncoding: "gzip"])
            #expect(try Gunzip.inflate(gzipped.body) == plain.body)
        }
    }
}
