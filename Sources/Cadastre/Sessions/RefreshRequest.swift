import StrictJSON

/// A refresh token as its holder sends it.
public struct RefreshRequest: Sendable {
    /// `nil` where the text is of no form that a token has.
    let token: RefreshToken?

    /// Takes the text of a token. What is none is refused when it is used.
    public init(refreshToken text: String) {
        token = RefreshToken(text)
    }

    /// Reads `{"refreshToken":…}`.
    ///
    /// - Throws: `.malformed`; `.invalid` for other members; `.tooLarge` above 1 MiB.
    public init(json: [UInt8]) throws(RegistryError) {
        let shape = RequestShape(purpose: .create, members: ["refreshToken"], fixed: [])
        var reader = try FieldReader(try RequestBody.parse(json), shape)
        let text = try reader.required("refreshToken", .anyText)
        try reader.finish()
        self.init(refreshToken: text ?? "")
    }
}
