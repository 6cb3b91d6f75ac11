import Cadastre
import CCadastre
import StrictJSON
import TestSupport
import Testing

@Suite("The operator's calls in C") struct StoreTests {
    private let register: CRegister
    private var store: OpaquePointer? { register.store }

    init() throws {
        register = try CRegister()
    }

    @Test("A backup is a whole register, and the directory must be free")
    func backup() throws {
        let house = try register.createHouse()
        let copy = register.directory.path + "/copy"
        #expect(cadastre_store_backup(store, copy, nil) == CADASTRE_OK)
        #expect(cadastre_store_backup(store, copy, nil) == CADASTRE_MISUSE)
        var (other, session): (OpaquePointer?, OpaquePointer?)
        #expect(CRegister.open(copy, &other) == CADASTRE_OK)
        #expect(cadastre_session_anonymous(other, &session, nil) == CADASTRE_OK)
        #expect(try ask { cadastre_property_get(session, house.id, $0, $1) }.revision == house.revision)
        #expect(cadastre_store_close(other) == CADASTRE_OK)
        #expect(cadastre_session_free(session) == CADASTRE_OK)
    }

    @Test("A check says what it has counted")
    func verify() throws {
        let report = try ask { cadastre_store_verify(store, $0, $1) }.json
        #expect(report["problems"] == .array([]))
        #expect(report["records"] != .integer(0))
    }

    @Test("The key of tokens is renewed, with the one before good for a while or not")
    func keys() throws {
        let login = #"{"email":"\#(CRegister.email)","password":"\#(CRegister.password)"}"#
        let tokens = try ask { cadastre_token_login(register.anyone, login, login.utf8.count, nil, $0, $1) }
        let token = try #require(tokens.json["accessToken"]?.string)
        func isGood() -> Bool {
            var session: OpaquePointer?
            defer { _ = cadastre_session_free(session) }
            return cadastre_session_from_token(store, token, token.utf8.count, &session, nil) == CADASTRE_OK
        }
        let key = Buffer()
        #expect(cadastre_store_token_key(store, key.pointer, nil) == CADASTRE_OK)
        let first = key.text
        #expect(first.utf8.count == 43)
        #expect(cadastre_store_rotate_token_key(store, 0, key.pointer, nil) == CADASTRE_OK)
        #expect(key.text != first && isGood())
        #expect(cadastre_store_rotate_token_key(store, 1, nil, nil) == CADASTRE_OK)
        #expect(!isGood())
    }

    @Test("How the store is, is for anyone; what it holds, for the operator")
    func statistics() throws {
        let shown = try ask { cadastre_session_statistics(register.anyone, $0, $1) }.json
        #expect(shown["usedBytes"] != nil && shown["collections"] == nil)
        #expect(try ask { cadastre_session_statistics(register.operator, $0, $1) }.json["collections"] != nil)
        var isPrivate: Int32 = -1
        #expect(cadastre_store_is_private(store, &isPrivate, nil) == CADASTRE_OK && isPrivate == 1)
    }

    @Test("Users are found, changed and removed")
    func users() throws {
        let id = try register.createUser("bob@example.org")
        let found = try ask { cadastre_store_find_user(store, "BOB@example.org", $0, $1) }.json
        #expect(found["id"] == .string(id))
        #expect(status { cadastre_store_find_user(store, "nobody@example.org", $0, $1) } == CADASTRE_NOT_FOUND)
        #expect(
            try ask { cadastre_store_set_email(store, id, "rob@example.org", $0, $1) }.json["email"]
                == "rob@example.org")
        #expect(cadastre_store_set_email(store, id, CRegister.email, nil, nil) == CADASTRE_CONFLICT)
        #expect(try ask { cadastre_store_set_role(store, id, "admin", $0, $1) }.json["role"] == "admin")
        let role = Outcome { cadastre_store_set_role(store, id, "owner", nil, $0) }
        #expect(role.status == CADASTRE_INVALID && role.fields == ["role"])
        #expect(cadastre_store_set_password(store, id, "short", nil) == CADASTRE_INVALID)
        #expect(cadastre_store_set_password(store, id, "a new password", nil) == CADASTRE_OK)
        var session: OpaquePointer?
        #expect(
            cadastre_session_login(store, "rob@example.org", "a new password", nil, &session, nil) == CADASTRE_OK)
        let home = #"{"name":"Home","type":"house","city":"Pau"}"#
        try ask { cadastre_property_create(session, home, home.utf8.count, $0, $1) }
        #expect(cadastre_session_free(session) == CADASTRE_OK)
        var deleted: UInt64 = 9
        #expect(cadastre_store_delete_user(store, id, &deleted, nil) == CADASTRE_OK && deleted == 1)
        #expect(cadastre_store_delete_user(store, id, nil, nil) == CADASTRE_NOT_FOUND)
    }

    @Test("The version and the document are the library's")
    func library() throws {
        #expect(cadastre_abi_version() == CADASTRE_ABI_VERSION)
        #expect(String(cString: cadastre_version()) == "\(Version.current)")
        var count = 0
        let document = try #require(cadastre_openapi_document(&count))
        #expect(String(cString: document) == OpenAPI.document.text)
        #expect(count == OpenAPI.document.count)
    }
}
