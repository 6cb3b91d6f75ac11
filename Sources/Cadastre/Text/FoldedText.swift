/// A text as it is compared and looked up: without accents, case and punctuation.
///
/// `Saint-Étienne`, `SAINT ETIENNE` and `saint  etienne` are one folded text. `Folding` says how; a `FoldedText` is
/// never what a reader is shown, as text is stored and returned exactly as it was written.
public struct FoldedText: Hashable, Sendable, CustomStringConvertible {
    /// The longest folded form, in bytes: what a key of an index holds with room to spare.
    public static let maximumBytes = 480

    /// The folded form in UTF-8: 1 to ``maximumBytes`` bytes, the smallest of them a space between words.
    public let bytes: [UInt8]

    /// Folds `text`.
    ///
    /// - Throws: ``FoldingFailure/blank`` if no letter or digit is in it, ``FoldingFailure/tooLong`` if the folded form
    ///   takes more than ``maximumBytes``.
    public init(folding text: String) throws(FoldingFailure) {
        let (bytes, _) = Folding.fold(text)
        guard bytes.count <= Self.maximumBytes else { throw .tooLong }
        guard FoldedBytes.holdsLetterOrDigit(bytes) else { throw .blank }
        self.bytes = bytes
    }

    /// The folded form as text.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
