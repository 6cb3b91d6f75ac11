import StrictJSON

/// Who somebody says they are, and the password that shows it.
public struct Credentials: Sendable {
    let email: String
    let password: String

    /// Takes what somebody has typed. What can be nobody's is refused at the login, as any wrong password is.
    public init(email: String, password: String) {
        self.email = email
        self.password = password
    }

    /// Reads `{"email":…,"password":…}`.
    ///
    /// - Throws: `.malformed`; `.invalid` for other members; `.tooLarge` above 1 MiB.
    public init(json: [UInt8]) throws(RegistryError) {
        let shape = RequestShape(purpose: .create, members: ["email", "password"], fixed: [])
        var reader = try FieldReader(try RequestBody.parse(json), shape)
        let email = try reader.required("email", .anyText)
        let password = try reader.required("password", .anyText)
        try reader.finish()
        self.init(email: email ?? "", password: password ?? "")
    }

    /// The address, if somebody can have it.
    var emailAddress: EmailAddress? { try? EmailAddress(email, reserved: .allowed) }

    /// What tries are counted by: the address without regard to the case of its letters.
    var key: String { emailAddress?.key ?? email }
}

extension FieldType<String> {
    /// A string of whatever content.
    static var anyText: FieldType { text { _ in nil } }
}

extension Credentials: CustomStringConvertible, CustomReflectable {
    /// A word that stands for them, so that no log can show them.
    public var description: String { "[credentials]" }
    /// Nothing, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
