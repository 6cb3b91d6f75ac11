import Foundation
import TestSupport
import Testing

@testable import EntityStore

@Suite("Moments") struct TimestampTests {
    @Test("The text is what Foundation writes, for any moment from 1601 to 9999")
    func agreesWithFoundation() throws {
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        var generator = SeededGenerator()
        for _ in 0..<2_000 {
            let milliseconds = Int64.random(in: -11_644_473_600_000...253_402_300_799_999, using: &generator)
            let date = Date(timeIntervalSince1970: Double(milliseconds.quotientRoundedDown(by: 1_000)))
            let moment = Timestamp(milliseconds: milliseconds)
            // Foundation's fraction is rounded from a Double, so the seconds alone are compared.
            let seconds = String(date.formatted(format).prefix(19))
            #expect(moment.description.prefix(19) == seconds, "seed \(generator.seed)")
            #expect(Timestamp(moment.description) == moment, "seed \(generator.seed)")
        }
    }

    @Test(
        "Known moments",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
            (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"), (1_772_271_000_125, "2026-02-28T09:30:00.125Z"),
        ])
    func known(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test("What can't be written is clamped")
    func clamped() {
        #expect(Timestamp(milliseconds: .max).description == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: .min).description == "0000-01-01T00:00:00.000Z")
    }

    @Test(
        "Other forms, and days that do not exist, are refused",
        arguments: [
            "", "2026-02-28", "2026-02-28T09:30:00Z", "2026-02-28T09:30:00.125", "2026-02-28T09:30:00.125+00:00",
            "2026-02-28 09:30:00.125Z", "2026-02-29T00:00:00.000Z", "2026-13-01T00:00:00.000Z",
            "2026-00-10T00:00:00.000Z", "2026-01-00T00:00:00.000Z", "2026-01-32T00:00:00.000Z",
            "2026-01-01T24:00:00.000Z", "2026-01-01T00:60:00.000Z", "2026-01-01T00:00:60.000Z",
            "2026-01-01T00:00:00.00aZ", "-026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000z",
        ])
    func refused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("Seconds are rounded down, on either side of 1970")
    func seconds() {
        #expect(
            [-1_001, -1_000, -1, 0, 999, 1_000].map { Timestamp(milliseconds: $0).seconds } == [-2, -1, -1, 0, 0, 1])
        #expect(Timestamp(milliseconds: 5).adding(seconds: -1).milliseconds == -995)
    }
}

extension Int64 {
    fileprivate func quotientRoundedDown(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : (self - divisor + 1) / divisor
    }
}
