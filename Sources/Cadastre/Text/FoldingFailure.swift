/// Why a text has no folded form.
public enum FoldingFailure: Error, Equatable, Sendable {
    /// Nothing in the text is a letter or a digit.
    case blank
    /// The folded form is longer than ``FoldedText/maximumBytes``.
    case tooLong

    /// What is wrong, as the end of a sentence that begins with the field's name.
    public var message: String {
        switch self {
        case .blank: "must hold a letter or a digit"
        case .tooLong: "is too long: without accents and case it takes more than \(FoldedText.maximumBytes) bytes"
        }
    }
}
