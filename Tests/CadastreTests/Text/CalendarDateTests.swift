import Foundation
import SharedData
import Testing

@testable import Cadastre

@Suite("Calendar dates") struct CalendarDateTests {
    private static var gregorian: Calendar {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
        return calendar
    }

    @Test("Each day of six centuries reads and writes as Foundation counts it")
    func agreesWithFoundation() throws {
        let formatter = Date.ISO8601FormatStyle(timeZone: Self.gregorian.timeZone).year().month().day()
        for day in stride(from: -62_091, through: 160_000, by: 1) {
            let date = CalendarDate(secondsSince1970: Int64(day) * 86_400)
            #expect(date.daysSince1970 == day)
            #expect(CalendarDate(date.description) == date)
            if day % 97 == 0 {
                #expect(date.description == Date(timeIntervalSince1970: Double(day) * 86_400).formatted(formatter))
            }
        }
        #expect(CalendarDate("1800-01-01") == CalendarDate.earliestBirth)
    }

    @Test("Days that exist", arguments: ["0001-01-01", "1970-01-01", "2000-02-29", "2024-02-29", "9999-12-31"])
    func takes(_ text: String) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.description == text)
        #expect(try JSONDecoder().decode([CalendarDate].self, from: JSONEncoder().encode([date])) == [date])
    }

    @Test(
        "Days that do not, and other ways of writing",
        arguments: [
            "", "0000-01-01", "1900-02-29", "2023-02-29", "2023-04-31", "2023-13-01", "2023-00-10", "2023-01-00",
            "2023-01-32", "2023-99-99", "23-01-01", "2023-1-1", "2023/01/01", "2023-01-01 ", " 2023-01-01",
            "2023-01-01T00:00:00Z", "+202-01-01", "2023-0a-01", "２０２３-01-01", "-001-01-01", "2023-01-0\u{661}",
        ])
    func refuses(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test("A date of birth is from 1800-01-01 to today")
    func birth() throws {
        let today = CalendarDate(secondsSince1970: 1_709_164_800 + 86_399)
        #expect(today.description == "2024-02-29")
        for (text, fits) in [
            ("1799-12-31", false), ("1800-01-01", true), (today.description, true), ("2024-03-01", false),
        ] {
            #expect((try #require(CalendarDate(text)).birthComplaint(today: today) == nil) == fits, "\(text)")
        }
    }

    @Test("A moment before 1970 belongs to the day it lies in")
    func beforeTheEpoch() {
        #expect(CalendarDate(secondsSince1970: -1).description == "1969-12-31")
        #expect(CalendarDate(secondsSince1970: 0).description == "1970-01-01")
    }

    @Test("Naughty strings are no dates", .needsSharedData)
    func naughty() throws {
        for text in try SharedData.naughtyStrings() { #expect(CalendarDate(text) == nil) }
    }
}
