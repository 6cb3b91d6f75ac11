import Cadastre
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import StrictJSON
import TestSupport
import Testing

@testable import CadastreHTTP

@Suite("The document and the calls") struct DocumentTests {
    private static func document() throws -> JSONObject {
        try #require(try OpenAPI.document.parsed.object)
    }

    /// The operations of the document, by method and path.
    private static func operations() throws -> [String: JSONValue] {
        var operations: [String: JSONValue] = [:]
        for (path, item) in try #require(try document()["paths"]?.object) {
            for (method, operation) in item.object ?? JSONObject() where method != "parameters" && method != "summary" {
                operations["\(method.uppercased()) \(path)"] = operation
            }
        }
        return operations
    }

    private static func parameters(of operation: JSONValue, in place: String) throws -> [String] {
        let shared = try document()["components"]?["parameters"]
        return (operation["parameters"]?.array ?? []).compactMap { parameter in
            let name = parameter["$ref"]?.string?.split(separator: "/").last.map(String.init)
            let parameter = name.flatMap { shared?[$0] } ?? parameter
            return parameter["in"]?.string == place ? parameter["name"]?.string : nil
        }
    }

    @Test("Each call is described, and each description is of a call")
    func paths() async throws {
        let described = Set(try Self.operations().keys)
        try await ServedRegister.with { served in
            // HEAD goes without saying.
            let served = Set(served.calls.filter { $0.method != .head }.map { "\($0.method) \($0.path)" })
            #expect(served == described)
        }
    }

    @Test("Each call takes the query, the bodies and the callers that it is described with")
    func details() async throws {
        let operations = try Self.operations()
        try await ServedRegister.with { served in
            for call in served.calls where call.method != .head {
                let name = "\(call.method) \(call.path)"
                let operation = try #require(operations[name])
                #expect(try Set(Self.parameters(of: operation, in: "query")) == Set(call.query), "\(name)")
                let bodies = operation["requestBody"]?["content"]?.object.map { $0.map(\.name) } ?? []
                #expect(Set(bodies) == Set(call.reads.map(\.name)), "\(name)")
                let isOpen = operation["security"]?.array?.contains { $0.object?.isEmpty == true } ?? false
                #expect(isOpen == (call.audience == .anyone), "\(name)")
                let hasContent = operation["responses"]?["204"] == nil
                #expect(hasContent == (call.answers != nil || call.path.description == "/docs/{file}"), "\(name)")
            }
        }
    }

    @Test("The document is served as it is in the core")
    func served() async throws {
        try await ServedRegister.with { served in
            let answer = try await served.send(.get, "/openapi.json")
            #expect(Array(answer.body.readableBytesView) == OpenAPI.document)
            #expect(answer.header(.contentType) == "application/json")
        }
    }
}
