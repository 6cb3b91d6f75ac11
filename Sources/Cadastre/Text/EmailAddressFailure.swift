/// Why a text is no e-mail address that Cadastre takes.
public enum EmailAddressFailure: Error, Equatable, Sendable {
    /// Not 3 to 254 bytes.
    case length
    /// White space, a control character or a character that changes the direction of writing.
    case character
    /// Not one `@` with something on either side.
    case shape
    /// Under `.invalid`, which imports alone may use.
    case reserved

    /// What is wrong, as the end of a sentence that begins with the field's name.
    public var message: String {
        switch self {
        case .length:
            "must have \(EmailAddress.lengths.lowerBound) to \(EmailAddress.lengths.upperBound) bytes"
        case .character: "must not hold spaces, control characters or characters that change the direction of writing"
        case .shape: "must have one @ with something before and after it"
        case .reserved: "must not be under .invalid, where no address can exist"
        }
    }
}
