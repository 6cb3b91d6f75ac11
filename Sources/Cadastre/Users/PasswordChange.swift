import StrictJSON

/// The password that somebody has, and the one that they want.
public struct PasswordChange: Sendable {
    let current: String
    let new: Password

    /// Takes both passwords.
    ///
    /// - Throws: `.invalid` where the new one has too few bytes or too many, or is among the most common.
    public init(currentPassword: String, newPassword: String) throws(RegistryError) {
        try self.init(["currentPassword": .string(currentPassword), "newPassword": .string(newPassword)])
    }

    /// Reads `{"currentPassword":…,"newPassword":…}`.
    ///
    /// - Throws: `.malformed`; `.invalid` with each field that is wrong; `.tooLarge` above 1 MiB.
    public init(json: [UInt8]) throws(RegistryError) {
        try self.init(try RequestBody.parse(json))
    }

    private init(_ object: JSONObject) throws(RegistryError) {
        let shape = RequestShape(purpose: .create, members: ["currentPassword", "newPassword"], fixed: [])
        var reader = try FieldReader(object, shape)
        let current = try reader.required("currentPassword", .anyText)
        let new = try reader.required("newPassword", .newPassword)
        try reader.finish()
        guard let current, let new else { throw .internal("a required field passed the reader unread") }
        self.current = current
        self.new = new
    }
}
