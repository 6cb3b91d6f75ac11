import Cadastre
import CCadastre
import StrictJSON
import TestSupport
import Testing

@Suite("Users, sessions, tokens and types in C") struct UserTests {
    private let register: CRegister

    init() throws {
        register = try CRegister()
    }

    private func user(of session: OpaquePointer?) -> String {
        var id = [CChar](repeating: 1, count: Int(CADASTRE_ID_SIZE))
        #expect(cadastre_session_user(session, &id, nil) == CADASTRE_OK)
        return String(decoding: id.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    @Test("A session knows whose it is")
    func sessions() throws {
        let me = try ask { cadastre_me_get(register.ada, $0, $1) }
        #expect(me.json["email"] == .string(CRegister.email))
        #expect(user(of: register.ada) == me.json["id"]?.string)
        #expect(user(of: register.anyone).isEmpty && user(of: register.operator).isEmpty)
        #expect(status { cadastre_me_get(register.anyone, $0, $1) } == CADASTRE_UNAUTHENTICATED)
        #expect(status { cadastre_me_get(register.operator, $0, $1) } == CADASTRE_MISUSE)
    }

    @Test("Somebody signs up, is seen, changes, exports and leaves")
    func life() throws {
        let json = #"{"email":"bob@example.org","password":"a long password","firstName":"Bob","lastName":"B"}"#
        let made = try ask { cadastre_user_create(register.anyone, json, json.utf8.count, nil, $0, $1) }
        let id = try #require(made.json["id"]?.string)
        let shown = try ask { cadastre_user_get(register.anyone, id, $0, $1) }
        #expect(shown.text == #"{"id":"\#(id)","firstName":"Bob","lastName":"B"}"#)
        var bob: OpaquePointer?
        #expect(
            cadastre_session_login(register.store, "BOB@example.org", "a long password", nil, &bob, nil) == CADASTRE_OK)
        defer { _ = cadastre_session_free(bob) }
        let me = try ask { cadastre_me_get(bob, $0, $1) }
        #expect(me.text == made.text)
        let patch = #"{"lastName":"Builder"}"#
        let changed = try ask { cadastre_me_patch(bob, patch, patch.utf8.count, me.revision, $0, $1) }
        #expect(changed.json["lastName"] == "Builder" && changed.revision != me.revision)
        #expect(cadastre_me_patch(bob, patch, patch.utf8.count, me.revision, nil, nil) == CADASTRE_STALE)

        let home = #"{"name":"Home","type":"house","city":"Pau"}"#
        try ask { cadastre_property_create(bob, home, home.utf8.count, $0, $1) }
        var export: OpaquePointer?
        #expect(cadastre_me_export(bob, &export, nil) == CADASTRE_OK)
        defer { _ = cadastre_export_free(export) }
        var document = ""
        let piece = Buffer()
        repeat {
            try #require(cadastre_export_next(export, piece.pointer, nil) == CADASTRE_OK)
            document += piece.text
        } while !piece.bytes.isEmpty
        #expect(cadastre_export_next(export, piece.pointer, nil) == CADASTRE_OK && piece.bytes.isEmpty)
        let exported = try Array(document.utf8).parsed
        #expect(exported["user"]?["lastName"] == "Builder")
        #expect(exported["properties"]?.array?.count == 1)

        #expect(cadastre_me_delete(bob, me.revision, nil) == CADASTRE_STALE)
        #expect(cadastre_me_delete(bob, changed.revision, nil) == CADASTRE_OK)
        #expect(cadastre_session_ready(bob, nil) == CADASTRE_UNAUTHENTICATED)
        #expect(cadastre_user_get(register.anyone, id, piece.pointer, nil) == CADASTRE_NOT_FOUND)
    }

    @Test("A new password ends the session, and what is wrong is told as over HTTP")
    func password() throws {
        func change(_ current: String, _ session: OpaquePointer?) -> cadastre_status {
            let json = #"{"currentPassword":"\#(current)","newPassword":"another password"}"#
            return Outcome { cadastre_me_set_password(session, json, json.utf8.count, nil, $0) }.status
        }
        #expect(change("wrong", register.anyone) == CADASTRE_UNAUTHENTICATED)
        #expect(change("wrong", register.ada) == CADASTRE_FORBIDDEN)
        #expect(change(CRegister.password, register.ada) == CADASTRE_OK)
        #expect(cadastre_session_ready(register.ada, nil) == CADASTRE_UNAUTHENTICATED)
        var session: OpaquePointer?
        #expect(
            cadastre_session_login(register.store, CRegister.email, "another password", nil, &session, nil)
                == CADASTRE_OK)
        #expect(cadastre_session_free(session) == CADASTRE_OK)
    }

    @Test("Tokens are given, renewed once, and ended")
    func tokens() throws {
        let anyone = register.anyone
        let login = #"{"email":"\#(CRegister.email)","password":"\#(CRegister.password)"}"#
        let first = try ask { cadastre_token_login(anyone, login, login.utf8.count, nil, $0, $1) }
        let token = try #require(first.json["accessToken"]?.string)
        var session: OpaquePointer?
        #expect(
            cadastre_session_from_token(register.store, token, token.utf8.count, &session, nil) == CADASTRE_OK)
        #expect(user(of: session) == user(of: register.ada))
        #expect(cadastre_session_free(session) == CADASTRE_OK)
        #expect(
            cadastre_session_from_token(register.store, token, token.utf8.count - 1, &session, nil)
                == CADASTRE_UNAUTHENTICATED)

        func refresh(_ tokens: JSONValue) -> String {
            #"{"refreshToken":"\#(tokens["refreshToken"]?.string ?? "")"}"#
        }
        let used = refresh(first.json)
        let second = try ask { cadastre_token_refresh(anyone, used, used.utf8.count, $0, $1) }
        let next = refresh(second.json)
        #expect(cadastre_token_logout(anyone, next, next.utf8.count, nil) == CADASTRE_OK)
        #expect(cadastre_token_logout(anyone, next, next.utf8.count, nil) == CADASTRE_OK)
        #expect(
            status { cadastre_token_refresh(anyone, next, next.utf8.count, $0, $1) } == CADASTRE_UNAUTHENTICATED)
    }

    @Test("Types are for admins to change and for anyone to read")
    func types() throws {
        let json = #"{"label":"Barn"}"#
        var isNew: Int32 = -1
        #expect(cadastre_type_put(register.ada, "barn", json, json.utf8.count, nil, nil, nil) == CADASTRE_FORBIDDEN)
        let made = try ask { cadastre_type_put(register.operator, "barn", json, json.utf8.count, $0, &isNew, $1) }
        #expect(made.text == #"{"id":"barn","label":"Barn"}"# && isNew == 1)
        try ask { cadastre_type_put(register.operator, "barn", json, json.utf8.count, $0, &isNew, $1) }
        #expect(isNew == 0)
        #expect(try ask { cadastre_type_get(register.anyone, "barn", $0, $1) }.text == made.text)
        #expect(try ask { cadastre_type_list(register.anyone, $0, $1) }.json.items.contains(made.json))
        #expect(cadastre_type_delete(register.operator, "barn", nil) == CADASTRE_OK)
        #expect(cadastre_type_delete(register.operator, "barn", nil) == CADASTRE_NOT_FOUND)
    }

    @Test("Admins end somebody's sessions, which are none of the library's any more")
    func endSessions() throws {
        let id = try #require(try ask { cadastre_me_get(register.ada, $0, $1) }.json["id"]?.string)
        #expect(cadastre_user_end_sessions(register.anyone, id, nil) == CADASTRE_UNAUTHENTICATED)
        #expect(cadastre_user_end_sessions(register.ada, id, nil) == CADASTRE_FORBIDDEN)
        #expect(cadastre_user_end_sessions(register.operator, "nobody", nil) == CADASTRE_NOT_FOUND)
        #expect(status { cadastre_me_get(register.ada, $0, $1) } == CADASTRE_OK)
        #expect(cadastre_user_end_sessions(register.operator, id, nil) == CADASTRE_OK)
        #expect(status { cadastre_me_get(register.ada, $0, $1) } == CADASTRE_UNAUTHENTICATED)
        var session: OpaquePointer?
        defer { _ = cadastre_session_free(session) }
        let status = cadastre_session_login(register.store, CRegister.email, CRegister.password, nil, &session, nil)
        #expect(status == CADASTRE_OK)
    }

    @Test("Admins list and remove users")
    func admins() throws {
        let id = try register.createUser("gone@example.org")
        #expect(status { cadastre_user_list(register.ada, nil, $0, $1) } == CADASTRE_FORBIDDEN)
        #expect(status { cadastre_user_list(register.anyone, "nonsense", $0, $1) } == CADASTRE_UNAUTHENTICATED)
        let page = try ask { cadastre_user_list(register.operator, #"{"limit":1}"#, $0, $1) }
        #expect(page.json.items.map { $0["id"] } == [.string(id)])
        #expect(page.json["next"]?.string != nil)
        #expect(cadastre_user_delete(register.ada, id, nil) == CADASTRE_FORBIDDEN)
        #expect(cadastre_user_delete(register.operator, id, nil) == CADASTRE_OK)
        #expect(cadastre_user_delete(register.operator, id, nil) == CADASTRE_NOT_FOUND)
    }
}
