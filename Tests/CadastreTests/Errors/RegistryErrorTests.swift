import StrictJSON
import Testing

@testable import Cadastre

@Suite("Errors") struct RegistryErrorTests {
    /// One of each kind, with what is inside it.
    static let all: [RegistryError] = [
        .malformed(Malformation(field: "limit", "must be a number")), .invalid([FieldError("name", "is required")]),
        .unauthenticated(.missing), .forbidden("Only the owner."), .notFound("No such thing."), .conflict("Taken."),
        .stale, .tooLarge("Send less."), .throttled(retryAfter: 60), .busy(retryAfter: 1), .full("/secret/path"),
        .unavailable("/secret/path"), .incompatible("/secret/path"), .corrupt("/secret/path"),
        .internal("/secret/path"), .misuse("Opened before fork()."),
    ]

    @Test("Each kind has the status and the type that the design gives it")
    func table() {
        let table: [RegistryError.Kind: (String, Int)] = [
            .malformed: ("malformed", 400), .invalid: ("invalid", 422), .unauthenticated: ("unauthenticated", 401),
            .forbidden: ("forbidden", 403), .notFound: ("not-found", 404), .conflict: ("conflict", 409),
            .stale: ("stale", 412), .tooLarge: ("too-large", 413), .throttled: ("throttled", 429),
            .busy: ("busy", 503), .full: ("full", 507), .unavailable: ("unavailable", 503),
            .incompatible: ("incompatible", 503), .corrupt: ("corrupt", 500), .internal: ("internal", 500),
            .misuse: ("misuse", 500),
        ]
        #expect(Set(Self.all.map(\.kind)) == Set(RegistryError.Kind.allCases))
        for error in Self.all {
            #expect(error.problem.code == table[error.kind]?.0)
            #expect(error.problem.status == table[error.kind]?.1)
            #expect(error.problem.type == "urn:cadastre:problem:\(error.problem.code)")
        }
    }

    @Test("A problem shows nothing of the inside, and the description for the operator does", arguments: all)
    func inside(_ error: RegistryError) {
        let json = String(decoding: error.problem.json, as: UTF8.self)
        #expect(!json.contains("secret"))
        switch error {
        case .full, .unavailable, .incompatible, .corrupt, .internal:
            #expect(error.description == "/secret/path")
            #expect(error.isForTheLog)
        default:
            #expect(!error.description.isEmpty)
            #expect(!error.isForTheLog)
        }
    }

    @Test("Every error says what happened in a whole sentence", arguments: all)
    func sentences(_ error: RegistryError) {
        #expect(error.detail.hasSuffix("."))
        #expect(!error.kind.title.hasSuffix("."))
    }

    @Test("A problem document has the members of RFC 9457, and errors where fields are wrong")
    func document() {
        let error = RegistryError.invalid([
            FieldError("name", "is required"), FieldError("rooms[3].area", "is \"odd\""),
        ])
        #expect(
            String(decoding: error.problem.json, as: UTF8.self) == """
                {"type":"urn:cadastre:problem:invalid","title":"Fields of the request are wrong","status":422,\
                "detail":"2 fields are wrong; errors says what is wrong with each.",\
                "errors":[{"field":"name","message":"is required"},\
                {"field":"rooms[3].area","message":"is \\"odd\\""}]}
                """)
        #expect(
            String(decoding: RegistryError.stale.problem.json, as: UTF8.self) == """
                {"type":"urn:cadastre:problem:stale","title":"Changed in the meantime","status":412,\
                "detail":"It has changed since you read it. Read it again, then repeat the change."}
                """)
    }

    @Test("A malformed parameter or member is among the errors, a malformed document is not")
    func malformed() throws {
        let parameter = RegistryError.malformed(Malformation(field: "limit", "must be a number"))
        #expect(parameter.problem.errors == [FieldError("limit", "must be a number")])
        #expect(parameter.detail == "limit must be a number.")
        let error = #expect(throws: RegistryError.self) { try MergePatch(json: Array(#"{"a":}"#.utf8)) }
        #expect(error?.detail == "a has '}' where JSON has none (after byte 5).")
        let empty = #expect(throws: RegistryError.self) { try MergePatch(json: []) }
        #expect(empty?.detail == "The document ends too early (after byte 0).")
    }

    @Test("A parameter whose name no JSON may hold is named all the same")
    func nul() {
        let error = #expect(throws: RegistryError.self) { try PropertyQuery(parameters: [("a\0b", "")]) }
        #expect(error?.problem.errors.map(\.field) == ["a\u{FFFD}b"])
        let document = String(decoding: error?.problem.json ?? [], as: UTF8.self)
        #expect(document.hasPrefix(#"{"type":"urn:cadastre:problem:malformed","#))
    }

    @Test("Naming the wrong fields stops at a hundred")
    func bounded() {
        var errors = FieldErrors()
        for number in 0..<1_000 { errors.add("field\(number)", "is not a field") }
        let error = #expect(throws: RegistryError.self) { try errors.throwIfAny() }
        #expect(error?.problem.errors.count == FieldErrors.maximumCount)
        #expect(error?.problem.errors.first?.field == "field0")
    }
}
