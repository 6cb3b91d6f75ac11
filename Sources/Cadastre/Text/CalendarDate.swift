import EntityStore

/// A day of the Gregorian calendar without time or zone, written `YYYY-MM-DD`.
public struct CalendarDate: Hashable, Comparable, Sendable, LosslessStringConvertible {
    /// The first day that a date of birth may be.
    public static let earliestBirth = CalendarDate(daysSince1970: -62_091)
    /// What a text must be to be a date, as the end of a sentence that begins with the field's name.
    public static let rule = "must be a date that exists, written YYYY-MM-DD"

    /// Days since 1970-01-01, negative before it.
    public let daysSince1970: Int

    private init(daysSince1970: Int) {
        self.daysSince1970 = daysSince1970
    }

    /// The day, in UTC, of a moment in seconds since 1970-01-01T00:00:00Z.
    public init(secondsSince1970 seconds: Int64) {
        let day = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
        self.init(daysSince1970: Int(day))
    }

    /// Reads exactly ten characters `YYYY-MM-DD`; `nil` unless that day exists (year 0001 to 9999).
    public init?(_ text: String) {
        let bytes = Array(text.utf8.prefix(11))
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]), year > 0, let date = CivilDay(year: year, month: month, day: day)
        else { return nil }
        self.init(daysSince1970: date.daysSince1970)
    }

    /// What is wrong with this date as somebody's date of birth, as the end of a sentence; `nil` if nothing is.
    ///
    /// - Parameter today: The day that it is in UTC.
    public func birthComplaint(today: CalendarDate) -> String? {
        self < Self.earliestBirth || self > today ? "must be from \(Self.earliestBirth) to today" : nil
    }

    /// The date as `YYYY-MM-DD`.
    public var description: String {
        let date = CivilDay(daysSince1970: daysSince1970)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    }

    /// By the calendar.
    public static func < (first: CalendarDate, second: CalendarDate) -> Bool {
        first.daysSince1970 < second.daysSince1970
    }
}

extension CalendarDate {
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for byte in digits {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }
}

extension CalendarDate: Codable {
    /// Reads a date from a JSON string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = CalendarDate(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: Self.rule)
        }
        self = date
    }

    /// Writes the date as `YYYY-MM-DD`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
