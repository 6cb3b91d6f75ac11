import EntityStore

/// Goes through bytes that should be canonical JSON of a shape that is known, and checks each by the register's rules.
///
/// It takes nothing that the strict parser, the rules of a request, or the encoder would see otherwise: at the least
/// doubt it throws ``NotCanonical``, and whoever asked reads the bytes in the general way, which says what is wrong, if
/// anything is.
struct CanonicalScanner {
    /// The bytes differ from what was looked for, or it takes more than a scan to tell.
    struct NotCanonical: Error {}

    let bytes: [UInt8]
    private(set) var position = 0

    /// The next byte; 0, which no JSON has, at the end.
    var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

    mutating func skip(_ count: Int = 1) { position += count }

    /// Goes past `text`, if that is what comes next.
    mutating func takes(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count - position >= count else { return false }
        for offset in 0..<count where bytes[position + offset] != text.utf8Start[offset] { return false }
        position += count
        return true
    }

    /// Goes past `text`, which must come next.
    mutating func take(_ text: StaticString) throws(NotCanonical) {
        guard takes(text) else { throw NotCanonical() }
    }

    /// Goes past what may follow a document: white space to the end.
    mutating func takeEnd() throws(NotCanonical) {
        while next == 0x20 || next == 0x09 || next == 0x0A || next == 0x0D { position += 1 }
        guard position == bytes.count else { throw NotCanonical() }
    }
}

extension CanonicalScanner {
    /// A string that is the text of an id, in lower case.
    mutating func id() throws(NotCanonical) -> RecordID {
        let text = try fixedText(RecordID.textCount)
        for position in text where (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(bytes[position]) {
            throw NotCanonical()
        }
        let id = bytes.withUnsafeBytes { RecordID(text: UnsafeRawBufferPointer(rebasing: $0[text])) }
        guard let id else { throw NotCanonical() }
        return id
    }

    /// A string that is a time.
    mutating func moment() throws(NotCanonical) -> Timestamp {
        let text = try fixedText(Timestamp.textCount)
        let moment = bytes.withUnsafeBytes { Timestamp(text: UnsafeRawBufferPointer(rebasing: $0[text])) }
        guard let moment else { throw NotCanonical() }
        return moment
    }

    /// A string of `count` bytes between its quotation marks.
    private mutating func fixedText(_ count: Int) throws(NotCanonical) -> Range<Int> {
        let start = position + 1
        guard bytes.count - start > count, bytes[position] == UInt8(ascii: "\""),
            bytes[start + count] == UInt8(ascii: "\"")
        else { throw NotCanonical() }
        position = start + count + 1
        return start..<(start + count)
    }
}

extension CanonicalScanner {
    /// How many digits every decimal of which reads back as itself, and so is the shortest of its value.
    private static var exactDigits: Int { 15 }

    /// A number from 0, of at most 15 digits, as the encoder writes it: without an exponent, a zero too many, or more
    /// than six digits of fraction, from where on the encoder may write one.
    ///
    /// - Returns: The whole part, and whether there is a fraction.
    mutating func number() throws(NotCanonical) -> (whole: UInt64, hasFraction: Bool) {
        let start = position
        let whole = digits()
        let wholeCount = position - start
        guard wholeCount > 0, wholeCount == 1 || bytes[start] != UInt8(ascii: "0"), wholeCount <= Self.exactDigits
        else {
            throw NotCanonical()
        }
        guard next == UInt8(ascii: ".") else { return (whole, false) }
        position += 1
        let fractionStart = position
        _ = digits()
        let fractionCount = position - fractionStart
        guard (1...6).contains(fractionCount), wholeCount + fractionCount <= Self.exactDigits,
            bytes[position - 1] != UInt8(ascii: "0")
        else { throw NotCanonical() }
        return (whole, true)
    }

    /// A whole number from 0.
    mutating func integer() throws(NotCanonical) -> UInt64 {
        let (whole, hasFraction) = try number()
        if hasFraction { throw NotCanonical() }
        return whole
    }

    /// The number that the digits make which come next; of no use where they are many.
    private mutating func digits() -> UInt64 {
        var value: UInt64 = 0
        while true {
            let digit = next &- UInt8(ascii: "0")
            guard digit < 10 else { return value }
            value = value &* 10 &+ UInt64(digit)
            position += 1
        }
    }
}
