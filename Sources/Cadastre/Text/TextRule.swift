/// What a text field may hold.
///
/// Lengths are Unicode scalars. Text is judged as it was written and never changed: nothing is trimmed or normalised.
public struct TextRule: Equatable, Sendable {
    /// Whether line breaks may stand in the text.
    public enum Lines: Equatable, Sendable {
        /// No control character at all, and not blank.
        case one
        /// Line feed, carriage return, tab, U+0085, U+2028 and U+2029 are welcome; the text may be blank.
        case many
    }

    /// How many scalars the text may have.
    public let lengths: ClosedRange<Int>
    /// Whether line breaks may stand in the text.
    public let lines: Lines

    /// A rule for texts of one line, which may not be blank.
    public static func oneLine(_ lengths: ClosedRange<Int>) -> TextRule {
        TextRule(lengths: lengths, lines: .one)
    }

    /// A rule for texts that may have line breaks and tabs.
    public static func manyLines(upTo length: Int) -> TextRule {
        TextRule(lengths: 0...length, lines: .many)
    }

    /// What is wrong with `text`, as the end of a sentence that begins with the field's name; `nil` if nothing is.
    ///
    /// A text that is much too long is not read to its end.
    public func complaint(about text: String) -> String? {
        // A scalar takes at most four bytes of UTF-8.
        guard text.utf8.count <= 4 * lengths.upperBound else { return lengthComplaint }
        if lengths.contains(text.utf8.count), Self.isPlain(text) { return nil }
        var length = 0
        var isBlank = true
        for scalar in text.unicodeScalars {
            length += 1
            if let flaw = Flaw(of: scalar), !(lines == .many && flaw.isLayout) {
                return "must not hold \(flaw.description(of: scalar)) (character \(length))"
            }
            if isBlank { isBlank = Self.isInvisible(scalar) }
        }
        guard lengths.contains(length) else { return lengthComplaint }
        return isBlank && lines == .one ? "must not be blank" : nil
    }

    /// Whether `text` is of characters that every rule welcomes, and begins with one that can be seen: as most are.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            guard let first = bytes.first, first != UInt8(ascii: " ") else { return false }
            return bytes.allSatisfy { (0x20...0x7E).contains($0) }
        } ?? false
    }

    private var lengthComplaint: String {
        lengths.lowerBound == 0
            ? "must have at most \(lengths.upperBound) characters"
            : "must have \(lengths.lowerBound) to \(lengths.upperBound) characters"
    }

    /// Whether a reader sees nothing of `scalar`: white space, or what Unicode says to ignore by default.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value <= 0x20 }
        return scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
    }
}
