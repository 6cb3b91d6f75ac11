import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CadastreHTTP

/// What can be wrong with a request, in the order in which it is answered.
private enum Flaw: Int, CaseIterable {
    case path, method, accept, contentType, contentLength, token, json, query, field, role, existence, ownership,
        version
    case conflict

    var status: Int {
        switch self {
        case .path, .existence: 404
        case .method: 405
        case .accept: 406
        case .contentType: 415
        case .contentLength: 413
        case .token: 401
        case .json, .query: 400
        case .field: 422
        case .role, .ownership: 403
        case .version: 412
        case .conflict: 409
        }
    }
}

/// A call that would go well, and what can be wrong with it.
private struct FlawedCall: CustomTestStringConvertible {
    let testDescription: String
    let method: HTTPRequest.Method
    let path: String
    /// A thing of this kind that is not there.
    let missing: String
    let json: String?
    let person: ServedRegister.Person
    let flaws: [Flaw]

    /// What is sent with these flaws.
    func request(with flaws: [Flaw]) -> (HTTPRequest.Method, String, ServedRegister.Person?, String?, HTTPFields) {
        var (method, path, json, person) = (method, path, json, Optional(person))
        var fields: HTTPFields = [:]
        for flaw in flaws.reversed() {
            switch flaw {
            case .path: path = "/v2/nothing"
            case .method: method = .trace
            case .accept: fields[.accept] = "text/html"
            case .contentType: fields[.contentType] = "text/plain"
            case .contentLength: json = String(repeating: " ", count: 5000)
            case .token:
                fields[.authorization] = "Bearer a.b.c"
                person = nil
            case .json: json = "{"
            case .query: path += "?unknown=1"
            case .field: json = json == "{" ? "{" : #"{"unknown":1}"#
            case .role, .ownership: if person != nil { person = .bob }
            case .existence: path = path == self.path ? missing : path
            case .version: fields[.ifMatch] = #""1-0""#
            case .conflict: break
            }
        }
        return (method, path, person, json, fields)
    }
}

@Suite("The order of checks") struct OrderOfChecksTests {
    private static let nothing = "01a20fd3-d988-7348-a844-ffebd6e4f229"

    private static func calls(property: String) -> [FlawedCall] {
        let head: [Flaw] = [.path, .method, .accept, .contentType, .contentLength, .token]
        let change = head + [.json, .query, .field, .existence, .ownership, .version]
        let missing = "/v1/properties/\(nothing)"
        return [
            FlawedCall(
                testDescription: "PATCH a property", method: .patch, path: property, missing: missing,
                json: #"{"name":"New"}"#, person: .ada, flaws: change),
            FlawedCall(
                testDescription: "PUT a property", method: .put, path: property, missing: "/v1/properties/none",
                json: #"{"name":"New","type":"house","city":"Pau"}"#, person: .ada, flaws: change),
            FlawedCall(
                testDescription: "DELETE a property", method: .delete, path: property, missing: missing, json: nil,
                person: .ada, flaws: [.path, .method, .token, .query, .existence, .ownership, .version]),
            FlawedCall(
                testDescription: "POST a room", method: .post, path: property + "/rooms", missing: missing + "/rooms",
                json: #"{"name":"Kitchen","kind":"kitchen"}"#, person: .ada, flaws: change),
            FlawedCall(
                testDescription: "PUT a type", method: .put, path: "/v1/types/house", missing: "/v1/types/No-Slug",
                json: #"{"label":"House"}"#, person: .admin, flaws: head + [.json, .query, .field, .role, .existence]),
            FlawedCall(
                testDescription: "DELETE a type in use", method: .delete, path: "/v1/types/house",
                missing: "/v1/types/nothing", json: nil, person: .admin,
                flaws: [.path, .method, .token, .query, .role, .existence, .conflict]),
            FlawedCall(
                testDescription: "POST a user whose address is taken", method: .post, path: "/v1/users", missing: "",
                json: #"{"email":"bob@example.org","password":"1234567!","firstName":"B","lastName":"B"}"#,
                person: .ada, flaws: head + [.json, .query, .field, .conflict]),
            FlawedCall(
                testDescription: "GET a property", method: .get, path: property, missing: missing, json: nil,
                person: .ada, flaws: [.path, .method, .accept, .token, .query, .existence]),
        ]
    }

    @Test("Of any two things that are wrong with a request, the first is answered")
    func pairs() async throws {
        var configuration = ServerConfiguration()
        configuration.limits.bodyBytes = 4096
        try await ServedRegister.with(configuration) { served in
            let property = try await served.makeProperty()
            for call in Self.calls(property: property) {
                for (index, first) in call.flaws.enumerated() {
                    for second in call.flaws[index...] {
                        // An address that is taken is so with every other flaw.
                        let (method, path, person, json, fields) = call.request(with: [first, second])
                        let answer = try await served.send(method, path, as: person, json: json, fields)
                        #expect(
                            answer.status.code == first.status, "\(call.testDescription): \(first) before \(second)")
                    }
                }
            }
        }
    }

    @Test("Without a flaw each of the calls goes well")
    func none() async throws {
        try await ServedRegister.with { served in
            let property = try await served.makeProperty()
            for call in Self.calls(property: property) where !call.flaws.contains(.conflict) {
                let (method, path, person, json, fields) = call.request(with: [])
                // The property is deleted by one of them.
                let target = method == .delete ? try await served.makeProperty() : path
                let answer = try await served.send(method, target, as: person, json: json, fields)
                #expect(answer.status.kind == .successful, "\(call.testDescription)")
            }
        }
    }

    @Test("A token is asked for before a body is read, and a bad one is refused on public calls too")
    func tokens() async throws {
        let bad: HTTPFields = [.authorization: "Bearer a.b.c"]
        let requests: [(HTTPRequest.Method, String, String?, HTTPFields, HTTPResponse.Status)] = [
            (.post, "/v1/properties", "{", [:], .unauthorized), (.get, "/v1/types", nil, bad, .unauthorized),
            (.get, "/healthz", nil, bad, .unauthorized), (.post, "/v1/auth/login", "{", bad, .unauthorized),
            (.get, "/nowhere", nil, bad, .notFound),
        ]
        try await ServedRegister.with { served in
            for (method, path, json, fields, status) in requests {
                let answer = try await served.send(method, path, json: json, fields)
                #expect(answer.status == status, "\(method) \(path)")
            }
        }
    }
}
