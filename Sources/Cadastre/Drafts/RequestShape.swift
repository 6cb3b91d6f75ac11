/// Which members an object of a request may have.
struct RequestShape: Sendable {
    /// What the request does.
    enum Purpose: Sendable {
        /// It makes something: what the register gives by itself is refused.
        case create
        /// It says all of what something is to be: what the register gave is welcome where it is unchanged.
        case replace
        /// It says what is to change (RFC 7396): so is it here, and `null` removes.
        case patch
    }

    let purpose: Purpose
    /// The members that a caller decides.
    let members: [String]
    /// The members that the register gave, and that nobody changes.
    let fixed: [FixedMember]
}

/// A member that the register gives and nobody changes.
struct FixedMember: Sendable {
    enum Kind: Sendable {
        case text, number
    }

    let name: String
    let kind: Kind

    init(_ name: String, _ kind: Kind = .text) {
        self.name = name
        self.kind = kind
    }
}
