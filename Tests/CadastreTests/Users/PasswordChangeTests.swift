import EntityStore
import TestSupport
import Testing

@testable import Cadastre

@Suite("Changing the password") struct PasswordChangeTests {
    private let register: TemporaryRegister
    private let ada: Login

    init() throws {
        register = try TemporaryRegister()
        ada = try register.signUp("ada")
    }

    private func change(_ current: String, to new: String, as caller: Caller) throws(RegistryError) {
        try register.registry.changePassword(
            try PasswordChange(currentPassword: current, newPassword: new), as: caller)
    }

    @Test("The new password holds, and every token and session from before has ended, in the same millisecond")
    func ends() throws {
        let pairs = try (0..<3).map { _ in try register.session(of: ada.id) }
        let callers = try pairs.map { try register.registry.authenticate(bearer: $0.accessToken) }
        try change(ada.password, to: "quite another one", as: callers[0])
        for (pair, caller) in zip(pairs, callers) {
            #expect(throws: RegistryError.unauthenticated(.invalidToken)) {
                try register.registry.authenticate(bearer: pair.accessToken)
            }
            #expect(throws: RegistryError.unauthenticated(.invalidToken)) { try register.registry.me(as: caller) }
            #expect(throws: RegistryError.unauthenticated(.invalidRefreshToken)) {
                try register.registry.refresh(RefreshRequest(refreshToken: pair.refreshToken)).commit()
            }
        }
        #expect(throws: RegistryError.unauthenticated(.wrongCredentials)) {
            try register.registry.login(ada.credentials)
        }
        let pair = try register.registry.login(Credentials(email: ada.email, password: "quite another one"))
        #expect(throws: Never.self) { try register.registry.authenticate(bearer: pair.accessToken) }
    }

    @Test(
        "A wrong current password is forbidden and ends nothing",
        arguments: ["wrong password", "", "the password of ada "])
    func wrong(_ current: String) throws {
        let caller = try register.caller(ada)
        let error = refusal { () throws(RegistryError) in try change(current, to: "quite another one", as: caller) }
        #expect(error?.kind == .forbidden)
        #expect(throws: Never.self) { try register.registry.me(as: caller) }
        #expect(throws: Never.self) { try register.registry.login(ada.credentials) }
    }

    @Test("Of two changes from the same token the second is nobody's")
    func twice() throws {
        let caller = try register.caller(ada)
        try change(ada.password, to: "quite another one", as: caller)
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) {
            try change("quite another one", to: "yet another one", as: caller)
        }
        #expect(throws: RegistryError.unauthenticated(.missing)) {
            try change(ada.password, to: "quite another one", as: .anonymous)
        }
    }

    @Test(
        "Changes are read strictly",
        arguments: [
            (#"{}"#, ["currentPassword", "newPassword"]),
            (#"{"currentPassword":"x","newPassword":"1234567"}"#, ["newPassword"]),
            (#"{"currentPassword":"","newPassword":"1234567!"}"#, []),
            (#"{"currentPassword":"x","newPassword":"1234567!","email":"a@b"}"#, ["email"]),
        ])
    func reading(_ json: String, _ fields: [String]) {
        switch refusal({ () throws(RegistryError) in _ = try PasswordChange(json: Array(json.utf8)) }) {
        case .none: #expect(fields.isEmpty)
        case .invalid(let errors): #expect(errors.map(\.field) == fields)
        case .some(let error): Issue.record("\(error)")
        }
    }
}
