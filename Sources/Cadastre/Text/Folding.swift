import CUTF8Proc

/// The one folding that cities are compared by, on UTF-8 bytes.
///
/// NFKD; U+0300–036F stripped; case folded; œ→oe, æ→ae, ø→o, ł→l, đ→d, ß→ss; each run of what is neither letter, mark
/// nor digit (general categories L, M and N) one space; no space at either end. Character data are utf8proc's, so a
/// utf8proc with other data asks for a new revision of the indexes that hold folded text.
enum Folding {
    /// The folded form of `text`, and whether `text` ended in a separator after the last letter, mark or digit.
    ///
    /// Folding twice changes nothing: the passes are repeated until one does.
    static func fold(_ text: String) -> (bytes: [UInt8], endsInSeparator: Bool) {
        if let quick = foldASCII(text.utf8) { return quick }
        var (bytes, endsInSeparator) = pass(over: Array(text.utf8))
        // Every scalar settles in one pass; the second proves it for sequences. The bound only guards against data
        // that would never settle.
        for _ in 0..<4 {
            let (next, _) = pass(over: bytes)
            if next == bytes { break }
            bytes = next
        }
        return (bytes, endsInSeparator)
    }

    /// The folded form of a text of ASCII alone; `nil` where there are other characters.
    private static func foldASCII(_ text: String.UTF8View) -> (bytes: [UInt8], endsInSeparator: Bool)? {
        text.withContiguousStorageIfAvailable { text in
            // To make an array of no capacity writes to the one empty array that all threads have.
            guard !text.isEmpty else { return ([], false) }
            var isASCII = true
            var endsInSeparator = false
            // Words are as long as they were, and between two of them there was something.
            let bytes = [UInt8](unsafeUninitializedCapacity: text.count) { folded, count in
                for byte in text {
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                        UInt8(ascii: "A")...UInt8(ascii: "Z"):
                        if endsInSeparator, count > 0 {
                            folded[count] = UInt8(ascii: " ")
                            count += 1
                        }
                        endsInSeparator = false
                        // Small letters and digits have this bit already.
                        folded[count] = byte | 0x20
                        count += 1
                    case 0x80...:
                        isASCII = false
                        return
                    default: endsInSeparator = true
                    }
                }
            }
            return isASCII ? (bytes, endsInSeparator) : nil
        } ?? nil
    }

    private static func pass(over text: [UInt8]) -> (bytes: [UInt8], endsInSeparator: Bool) {
        var folded = FoldedBytes(capacity: text.count)
        for scalar in compatibilityDecomposition(of: text) where !(0x0300...0x036F).contains(scalar) {
            withCaseFolding(of: scalar) { folded.append(letter: $0) }
        }
        return (folded.bytes, folded.endsInSeparator)
    }

    /// The scalars of `text` in NFKD, canonical order included.
    private static func compatibilityDecomposition(of text: [UInt8]) -> [Int32] {
        // As above.
        guard !text.isEmpty else { return [] }
        let options = utf8proc_option_t(UTF8PROC_COMPAT.rawValue | UTF8PROC_DECOMPOSE.rawValue)
        return text.withUnsafeBufferPointer { source in
            // Most texts keep their length; the first call tells how much room the others need.
            var room = text.count
            while true {
                var needed = 0
                let scalars = [Int32](unsafeUninitializedCapacity: room) { target, count in
                    needed = utf8proc_decompose(source.baseAddress, source.count, target.baseAddress, room, options)
                    count = max(0, min(needed, room))
                }
                if needed <= room { return scalars }
                room = needed
            }
        }
    }

    /// Gives `body` each scalar of the full case folding of `scalar`.
    private static func withCaseFolding(of scalar: Int32, _ body: (Int32) -> Void) {
        // No full case folding is longer than three scalars (CaseFolding.txt, status F).
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 8) { folded in
            let count = utf8proc_decompose_char(scalar, folded.baseAddress, folded.count, UTF8PROC_CASEFOLD, nil)
            for index in 0..<max(0, min(count, folded.count)) { body(folded[index]) }
        }
    }
}
