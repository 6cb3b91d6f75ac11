import HTTPTypes

extension HTTPField.Name {
    /// The name of the request in the log.
    static let xRequestID = name("X-Request-Id")
    /// Where to go next (RFC 8288).
    static let link = name("Link")
    /// What a browser tells other servers of where it comes from.
    static let referrerPolicy = name("Referrer-Policy")
    /// Whom a proxy has asked for.
    static let xForwardedFor = name("X-Forwarded-For")

    /// A name that is known to be one; `Server`, which the server never sends, where it is not.
    private static func name(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .server }
}

extension HTTPField {
    /// The connection is closed after the answer.
    static let connectionClose = HTTPField(name: .connection, value: "close")
    /// A browser takes the media type at its word.
    static let noSniffing = HTTPField(name: .xContentTypeOptions, value: "nosniff")
    /// The answer is the same for everyone who accepts the same codings.
    static let variesByCoding = HTTPField(name: .vary, value: "Accept-Encoding")
    /// The answer also differs by the page that asks.
    static let variesByCodingAndOrigin = HTTPField(name: .vary, value: "Accept-Encoding, Origin")
    /// The answer differs by the page that asks.
    static let variesByOrigin = HTTPField(name: .vary, value: "Origin")
    /// A cache asks before it uses what it has kept.
    static let revalidated = HTTPField(name: .cacheControl, value: "no-cache")
    /// No cache keeps the answer.
    static let unstored = HTTPField(name: .cacheControl, value: "no-store")
}
