extension Timestamp: LosslessStringConvertible {
    /// How many characters the text of a time has.
    public static let textCount = 24
    private static let day: Int64 = 86_400_000
    /// The years 0000 to 9999, which RFC 3339 can write.
    private static let writable: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

    /// RFC 3339 in UTC with three digits of fraction. Moments outside the years 0000 to 9999 are clamped to them.
    public var description: String {
        let clamped = min(max(milliseconds, Self.writable.lowerBound), Self.writable.upperBound)
        let days = clamped >= 0 ? clamped / Self.day : (clamped - (Self.day - 1)) / Self.day
        let date = CivilDay(daysSince1970: Int(days))
        let time = clamped - days * Self.day
        return String(unsafeUninitializedCapacity: Self.textCount) { text in
            func put(_ value: Int64, digits: Int, at start: Int, then separator: UInt8) {
                var rest = value
                for position in stride(from: start + digits - 1, through: start, by: -1) {
                    text[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
                text[start + digits] = separator
            }
            put(Int64(date.year), digits: 4, at: 0, then: UInt8(ascii: "-"))
            put(Int64(date.month), digits: 2, at: 5, then: UInt8(ascii: "-"))
            put(Int64(date.day), digits: 2, at: 8, then: UInt8(ascii: "T"))
            put(time / 3_600_000, digits: 2, at: 11, then: UInt8(ascii: ":"))
            put(time / 60_000 % 60, digits: 2, at: 14, then: UInt8(ascii: ":"))
            put(time / 1_000 % 60, digits: 2, at: 17, then: UInt8(ascii: "."))
            put(time % 1_000, digits: 3, at: 20, then: UInt8(ascii: "Z"))
            return Self.textCount
        }
    }

    /// Reads exactly the form that `description` writes; `nil` for anything else, a day that does not exist included.
    public init?(_ text: String) {
        var text = text
        guard let moment = text.withUTF8({ Timestamp(text: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = moment
    }

    /// Reads the 24 bytes that `description` writes; `nil` for anything else.
    public init?(text: UnsafeRawBufferPointer) {
        guard text.count == Self.textCount, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
            text[19] == UInt8(ascii: "."), text[23] == UInt8(ascii: "Z")
        else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for position in range {
                let digit = text[position] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                value = value * 10 + Int64(digit)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            let fraction = number(20..<23), hour < 24, minute < 60, second < 60,
            let date = CivilDay(year: Int(year), month: Int(month), day: Int(day))
        else { return nil }
        let midnight = Int64(date.daysSince1970) * Self.day
        self.init(milliseconds: midnight + hour * 3_600_000 + minute * 60_000 + second * 1_000 + fraction)
    }
}

extension Timestamp: Codable {
    /// Decodes the text that `description` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let moment = Timestamp(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 time in UTC")
        }
        self = moment
    }

    /// Encodes RFC 3339 in UTC with milliseconds.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
