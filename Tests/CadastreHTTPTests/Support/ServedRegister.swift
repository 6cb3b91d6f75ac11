import Cadastre
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOPosix
import StrictJSON
import TestSupport

@testable import CadastreHTTP

/// A register behind HTTP, asked without a socket, and people who have tokens for it.
struct ServedRegister: Sendable {
    /// The register.
    let register: TemporaryRegister
    /// What was logged.
    let log: LogLines
    /// Tokens by name.
    let people: [Person: String]
    /// The calls that are served.
    let calls: [Call]
    private let client: any TestClientProtocol

    /// Those who have tokens.
    enum Person: String, CaseIterable, Sendable {
        case ada, bob, admin
    }

    static let password = "correct horse"

    /// Sends a request and waits for its answer.
    func send(
        _ method: HTTPRequest.Method, _ path: String, as person: Person? = nil, json: String? = nil,
        _ fields: HTTPFields = [:]
    ) async throws -> TestResponse {
        var fields = fields
        if json != nil, !fields.contains(.contentType) { fields[.contentType] = "application/json" }
        if let person, let token = people[person] { fields[.authorization] = "Bearer " + token }
        return try await client.executeRequest(
            uri: path, method: method, headers: fields, body: json.map { ByteBuffer(string: $0) })
    }

    /// Makes a property of somebody's, and says where it is.
    func makeProperty(
        _ json: String = #"{"name":"Échoppe","type":"house","city":"Bordeaux"}"#, by person: Person = .ada
    ) async throws -> String {
        try await send(.post, "/v1/properties", as: person, json: json).header(.location)
    }

    /// Serves a new register while `body` runs.
    ///
    /// - Parameter setting: Which way requests take: `.router` without a socket, `.live` with one.
    static func with<Result: Sendable>(
        _ configuration: ServerConfiguration = ServerConfiguration(), _ setting: TestingSetup = .router,
        _ body: @Sendable (ServedRegister) async throws -> Result
    ) async throws -> Result {
        try await serve(TemporaryRegister(), configuration, setting, body)
    }

    /// Serves a register while `body` runs.
    static func serve<Result: Sendable>(
        _ register: TemporaryRegister, _ configuration: ServerConfiguration = ServerConfiguration(),
        _ setting: TestingSetup = .router, isEmpty: Bool = false,
        _ body: @Sendable (ServedRegister) async throws -> Result
    ) async throws -> Result {
        let log = LogLines()
        let listeners = buildListeners(
            register.registry, configuration, logWriter: log.writer,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, on: MultiThreadedEventLoopGroup.singleton
        ) { _ in }
        let people = isEmpty ? [:] : try makePeople(in: register.registry)
        let calls = mainCalls(register.registry, configuration, logWriter: log.writer).table.calls
        return try await listeners[0].test(setting) { client in
            try await body(
                ServedRegister(register: register, log: log, people: people, calls: calls, client: client))
        }
    }

    private static func makePeople(in registry: Registry) throws -> [Person: String] {
        var tokens: [Person: String] = [:]
        for person in Person.allCases {
            let email = "\(person.rawValue)@example.org"
            let draft = try SignUp(email: email, password: password, firstName: person.rawValue, lastName: "Tester")
            _ = try registry.createUser(draft, role: person == .admin ? .admin : .user)
            tokens[person] = try registry.login(Credentials(email: email, password: password)).accessToken
        }
        return tokens
    }
}

extension TestResponse {
    /// The value of a field; empty where it is not there.
    func header(_ name: HTTPField.Name) -> String { headers[name] ?? "" }

    /// The content as text.
    var text: String { String(buffer: body) }

    /// A member of the content, which is a JSON object.
    func member(_ name: String) throws -> JSONValue? { try Array(body.readableBytesView).parsed.object?[name] }
}
