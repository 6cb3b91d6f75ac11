extension Timestamp: LosslessStringConvertible {
    private static let textCount = 24
    private static let day: Int64 = 86_400_000
    /// The years 0000 to 9999, which RFC 3339 can write.
    private static let writable: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

    /// RFC 3339 in UTC with three digits of fraction. Moments outside the years 0000 to 9999 are clamped to them.
    public var description: String {
        let clamped = min(max(milliseconds, Self.writable.lowerBound), Self.writable.upperBound)
        let days = clamped >= 0 ? clamped / Self.day : (clamped - (Self.day - 1)) / Self.day
        let (year, month, dayOfMonth) = Self.civil(fromDays: days)
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
            put(year, digits: 4, at: 0, then: UInt8(ascii: "-"))
            put(month, digits: 2, at: 5, then: UInt8(ascii: "-"))
            put(dayOfMonth, digits: 2, at: 8, then: UInt8(ascii: "T"))
            put(time / 3_600_000, digits: 2, at: 11, then: UInt8(ascii: ":"))
            put(time / 60_000 % 60, digits: 2, at: 14, then: UInt8(ascii: ":"))
            put(time / 1_000 % 60, digits: 2, at: 17, then: UInt8(ascii: "."))
            put(time % 1_000, digits: 3, at: 20, then: UInt8(ascii: "Z"))
            return Self.textCount
        }
    }

    /// Reads exactly the form that `description` writes; `nil` for anything else, a day that does not exist included.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == Self.textCount else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for byte in bytes[range] {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            return value
        }
        let separators: [(Int, UInt8)] = [
            (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")), (10, UInt8(ascii: "T")), (13, UInt8(ascii: ":")),
            (16, UInt8(ascii: ":")), (19, UInt8(ascii: ".")), (23, UInt8(ascii: "Z")),
        ]
        guard separators.allSatisfy({ bytes[$0.0] == $0.1 }),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            let fraction = number(20..<23), (1...12).contains(month), day >= 1, hour < 24, minute < 60, second < 60
        else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        guard Self.civil(fromDays: days) == (year, month, day) else { return nil }
        self.init(milliseconds: days * Self.day + hour * 3_600_000 + minute * 60_000 + second * 1_000 + fraction)
    }

    // The two conversions are Howard Hinnant's `civil_from_days` and `days_from_civil`
    // (http://howardhinnant.github.io/date_algorithms.html): exact in the proleptic Gregorian calendar.

    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
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
