/// Eight bytes of text looked at in one step.
struct ByteWord {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    private let word: UInt64

    /// Takes eight bytes as they lie in memory.
    init(_ word: UInt64) {
        self.word = UInt64(littleEndian: word)
    }

    /// The high bit of each byte that is a control character, `"` or `\`: exact for the first one, and zero for none.
    ///
    /// A borrow can mark a byte after a marked one by mistake, never before it.
    var specials: UInt64 {
        let controls = word &- (Self.ones &* 0x20)
        let quotes = (word ^ (Self.ones &* 0x22)) &- Self.ones
        let backslashes = (word ^ (Self.ones &* 0x5C)) &- Self.ones
        return (controls | quotes | backslashes) & ~word & Self.highBits
    }

    /// The high bit of each byte that is not ASCII.
    var nonASCII: UInt64 { word & Self.highBits }

    static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// The place, 0 to 7, of the first byte that is marked.
    static func firstByte(of marks: UInt64) -> Int {
        marks.trailingZeroBitCount >> 3
    }
}

extension UnsafeRawBufferPointer {
    /// Where the next control character, `"` or `\` is, or the end.
    func plainRunEnd(from start: Int) -> Int {
        var position = start
        while position + 8 <= count {
            let specials = ByteWord(loadUnaligned(fromByteOffset: position, as: UInt64.self)).specials
            if specials != 0 { return position + ByteWord.firstByte(of: specials) }
            position += 8
        }
        while position < count, !ByteWord.isSpecial(self[position]) { position += 1 }
        return position
    }
}
