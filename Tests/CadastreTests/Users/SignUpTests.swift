import EntityStore
import SharedData
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Signing up") struct SignUpTests {
    private let register: TemporaryRegister

    init() throws {
        register = try TemporaryRegister()
    }

    private func draft(_ json: String) throws(RegistryError) -> SignUp {
        try SignUp(json: Array(json.utf8), at: register.clock.now)
    }

    @Test("A user is stored as it was written, and can log in at once")
    func signUp() throws {
        let json =
            #"{"lastName":"  Martin ","email":"Ada@Example.org","password":" eight  ","firstName":"Ad\u00E4","#
            + #""birthDate":"1990-04-12"}"#
        let user = try register.registry.signUp(draft(json))
        let expected =
            #"{"id":"\#(user.id)","email":"Ada@Example.org","firstName":"Adä","lastName":"  Martin ","#
            + #""birthDate":"1990-04-12","role":"user","createdAt":"2026-03-01T12:00:00.000Z","#
            + #""updatedAt":"2026-03-01T12:00:00.000Z","version":1}"#
        #expect(user.json.text == expected)
        #expect(throws: Never.self) {
            try register.registry.login(Credentials(email: "ada@example.org", password: " eight  "))
        }
        #expect(throws: RegistryError.unauthenticated(.wrongCredentials)) {
            try register.registry.login(Credentials(email: "ada@example.org", password: "eight"))
        }
    }

    @Test("A birth date may be left out, and is then absent")
    func withoutBirthDate() throws {
        let json = #"{"email":"a@b","password":"1234567!","firstName":"A","lastName":"B"}"#
        let user = try register.registry.signUp(draft(json))
        #expect(user.json.text.contains(#""lastName":"B","role":"user""#))
    }

    @Test("Every wrong field is named at once")
    func everyField() throws {
        let json =
            #"{"email":"x","password":"short","firstName":"","lastName":"a\nb","birthDate":"2026-02-30","role":"admin","nick":1}"#
        guard case .invalid(let errors) = refusal({ () throws(RegistryError) in _ = try draft(json) }) else {
            Issue.record("was not refused as invalid")
            return
        }
        #expect(
            Set(errors.map(\.field)) == ["email", "password", "firstName", "lastName", "birthDate", "role", "nick"])
        #expect(errors.count == 7)
    }

    @Test(
        "Bounds",
        arguments: [
            (#"{}"#, ["email", "password", "firstName", "lastName"]),
            (#"{"email":"a@b","password":"1234567","firstName":"A","lastName":"B"}"#, ["password"]),
            (#"{"email":"a@b","password":"éééé","firstName":"A","lastName":"B"}"#, []),
            (#"{"email":"a@b.invalid","password":"1234567!","firstName":"A","lastName":"B"}"#, ["email"]),
            (#"{"email":"a@invalid","password":"1234567!","firstName":"A","lastName":"B"}"#, ["email"]),
            (#"{"email":"a@b","password":"1234567!","firstName":" ","lastName":"\u202E"}"#, ["firstName", "lastName"]),
            (
                #"{"email":"a@b","password":"1234567!","firstName":"A","lastName":"B","birthDate":"1799-12-31"}"#,
                ["birthDate"]
            ),
            (#"{"email":"a@b","password":"1234567!","firstName":"A","lastName":"B","birthDate":"1800-01-01"}"#, []),
            (#"{"email":"a@b","password":"1234567!","firstName":"A","lastName":"B","birthDate":"2026-03-01"}"#, []),
            (
                #"{"email":"a@b","password":"1234567!","firstName":"A","lastName":"B","birthDate":"2026-03-02"}"#,
                ["birthDate"]
            ),
            (#"{"email":"a@b","password":"1234567!","firstName":"A","lastName":"B","id":"x"}"#, ["id"]),
            (#"{"email":"a@b","password":"1234567!","firstName":"A","lastName":"B","version":1}"#, ["version"]),
        ])
    func bounds(_ json: String, _ fields: [String]) {
        switch refusal({ () throws(RegistryError) in _ = try draft(json) }) {
        case .none: #expect(fields.isEmpty)
        case .invalid(let errors): #expect(errors.map(\.field) == fields)
        case .some(let error): Issue.record("\(error)")
        }
    }

    @Test(
        "What can't be read is malformed",
        arguments: [
            "", "[]", "null", #"{"email":1,"password":"1234567!","firstName":"A","lastName":"B"}"#,
            #"{"email":"a@b","password":["1234567!"],"firstName":"A","lastName":"B"}"#,
            #"{"email":"a@b","password":"1234567!","firstName":"A","lastName":"B","birthDate":null}"#,
            #"{"email":"a@b","email":"c@d","password":"1234567!","firstName":"A","lastName":"B"}"#,
        ])
    func malformed(_ json: String) {
        #expect(refusal { () throws(RegistryError) in _ = try draft(json) }?.kind == .malformed)
    }

    @Test("An address belongs to one user, whatever the case of its letters")
    func taken() throws {
        _ = try register.signUp("ada")
        for email in ["ada@example.org", "ADA@example.ORG"] {
            let draft = try SignUp(email: email, password: "long enough", firstName: "A", lastName: "B")
            let error = refusal { () throws(RegistryError) in _ = try register.registry.signUp(draft) }
            #expect(error?.kind == .conflict)
        }
        #expect(try register.recordCounts() == [1, 1, 0, 0])
    }

    @Test("A taken address is told before any hashing")
    func takenBeforeHashing() throws {
        _ = try register.signUp("ada")
        let draft = try SignUp(email: "ada@example.org", password: "long enough", firstName: "A", lastName: "B")
        try register.registry.hashing.whileFull {
            let error = refusal { () throws(RegistryError) in _ = try register.registry.signUp(draft) }
            #expect(error?.kind == .conflict)
        }
    }

    @Test("Naughty strings are names or refused, and come back as they were", .needsSharedData)
    func naughty() throws {
        for (number, text) in try SharedData.naughtyStrings().enumerated() {
            guard
                let draft = try? SignUp(
                    email: "user\(number)@example.org", password: "long enough", firstName: text, lastName: text)
            else { continue }
            let moment = register.clock.now
            let user = try register.registry.store.write { transaction in
                try transaction.insert { draft.user($0, role: .user, at: moment) }
            }
            let read = try #require(try register.registry.store.read { try $0.get(user.id) })
            #expect(read.firstName.isByteEqual(to: text))
            let shown = try register.registry.publicUser(user.id, as: .anonymous).parsed
            #expect(shown["lastName"] == .string(text))
        }
    }
}
