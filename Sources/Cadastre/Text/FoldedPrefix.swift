/// The beginning of a folded text, as somebody types it into a search field.
///
/// `saint-é` finds `Saint-Étienne` and `sainte` does not find `Saint-Denis`. Where the prefix ends in a separator the
/// word must end there too: `saint ` finds `Saint` and `Saint-Denis`, but not `Sainte-Foy`.
public struct FoldedPrefix: Hashable, Sendable {
    /// What each folded text that matches begins with, without a separator at the end; empty matches everything.
    ///
    /// Read the keys that begin with these bytes in order and stop at the first that does not match: a space is the
    /// smallest byte of a folded text, so those that match come first.
    public let bytes: [UInt8]
    /// Whether a word must end where the prefix does.
    public let endsWord: Bool

    /// Folds the beginning of a text; one without a letter or a digit matches everything.
    ///
    /// - Throws: ``FoldingFailure/tooLong`` if the folded form takes more than ``FoldedText/maximumBytes``.
    public init(folding text: String) throws(FoldingFailure) {
        let (bytes, endsInSeparator) = Folding.fold(text)
        guard bytes.count <= FoldedText.maximumBytes else { throw .tooLong }
        self.bytes = bytes
        self.endsWord = endsInSeparator && !bytes.isEmpty
    }

    /// Whether the folded text in `key` begins with this prefix.
    public func matches(_ key: [UInt8]) -> Bool {
        guard key.starts(with: bytes) else { return false }
        return !endsWord || key.count == bytes.count || key[bytes.count] == UInt8(ascii: " ")
    }
}
