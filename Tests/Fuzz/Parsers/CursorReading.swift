@testable import EntityStore

/// The reader of cursors: whatever it takes is, to the letter, what it would have given out for that place.
enum CursorReading: Parser {
    static func read(_ bytes: [UInt8], _ choice: UInt8) {
        let fingerprint: UInt64 = 0x0102_0304_0506_0708
        // Half of them get past the check of what they are bound to.
        let text =
            choice & 1 == 0
            ? String(decoding: bytes, as: UTF8.self)
            : bytes.withUnsafeBytes { PageCursor(place: $0, fingerprint: fingerprint).description }
        guard let place = try? PageCursor(text).place(fingerprint: fingerprint) else { return }
        let given = place.withUnsafeBytes { PageCursor(place: $0, fingerprint: fingerprint) }
        guard given.description.utf8.elementsEqual(text.utf8) else { stop("one place has two cursors") }
        guard choice & 1 == 0 || place == bytes else { stop("a cursor leads to another place") }
    }
}
