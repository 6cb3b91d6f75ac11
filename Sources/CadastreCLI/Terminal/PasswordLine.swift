/// A line as it is typed, key by key.
struct PasswordLine {
    /// What a key has led to.
    enum Outcome: Equatable {
        case unfinished
        case finished(String)
        case cancelled
        case notText
    }

    private var bytes: [UInt8] = []

    /// Takes the byte of a key.
    mutating func take(_ byte: UInt8) -> Outcome {
        switch byte {
        case 0x0A, 0x0D:  // Return
            return String(validating: bytes, as: UTF8.self).map(Outcome.finished) ?? .notText
        case 0x03, 0x1A, 0x1C: return .cancelled  // Ctrl-C, Ctrl-Z, Ctrl-\
        case 0x04 where bytes.isEmpty: return .cancelled  // Ctrl-D
        case 0x08, 0x7F: deleteLast()  // Backspace
        case 0x15: bytes = []  // Ctrl-U
        default: bytes.append(byte)
        }
        return .unfinished
    }

    private mutating func deleteLast() {
        // A character is its first byte and the continuation bytes, 10xxxxxx, behind it.
        while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
    }
}
