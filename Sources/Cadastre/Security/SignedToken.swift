/// A text of three parts, the third of which shows that whoever knows a secret has written the other two: the compact
/// form of a JSON Web Signature (RFC 7515, 7.1) with HMAC-SHA-256.
///
/// What stands in the header is never believed. A header is one of ours, byte for byte, or the token is refused, so no
/// token can choose the algorithm, name a key elsewhere or carry one.
struct SignedToken {
    /// The most bytes that a token may have; one of ours has fewer than 400.
    static let maximumCount = 1_024

    /// The first part, as it came.
    let header: ArraySlice<UInt8>
    private let signed: ArraySlice<UInt8>
    private let payload: ArraySlice<UInt8>
    private let signature: ArraySlice<UInt8>

    /// Takes a text apart; `nil` where it has not three parts, or is too long to be one of ours.
    init?(_ text: String) {
        guard text.utf8.count <= Self.maximumCount else { return nil }
        let bytes = Array(text.utf8)
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        (header, payload, signature) = (parts[0], parts[1], parts[2])
        signed = bytes[..<parts[1].endIndex]
    }

    /// The bytes that were signed, if they were signed with `secret` under exactly this header.
    ///
    /// - Parameter header: The first part that a token signed with this secret has.
    /// - Returns: `nil` for another header, another signature, or parts that are not strictly base64url.
    func payload(header: String, secret: [UInt8]) -> [UInt8]? {
        guard self.header.elementsEqual(header.utf8), let code = Sodium.bytes(base64URL: signature),
            Sodium.areEqual(code, Sodium.hmacSHA256(of: signed, key: secret))
        else { return nil }
        return Sodium.bytes(base64URL: payload)
    }

    /// Signs a payload.
    ///
    /// - Parameter header: The first part, encoded already.
    /// - Returns: The three parts, joined by full stops.
    static func sign(_ payload: [UInt8], header: String, secret: [UInt8]) -> String {
        let signed = header + "." + Sodium.base64URL(payload)
        return signed + "." + Sodium.base64URL(Sodium.hmacSHA256(of: signed.utf8, key: secret))
    }
}
