import Cadastre
import Glibc

/// Writes the time into lines of the log; the part down to seconds is made once a second, by each thread.
final class LogClock: Sendable {
    private let texts = TextOfSecond { LogClock.text(of: $0) }

    /// Appends the beginning of a line: the time in UTC, with milliseconds.
    func append(to line: inout [UInt8], in format: ServerConfiguration.LogFormat) {
        let (second, milliseconds) = Int(Timestamp.now.milliseconds).quotientAndRemainder(dividingBy: 1000)
        if format == .json { line.append(#"{"time":""#) }
        line.append(texts.text(of: second))
        line.append(UInt8(ascii: "."))
        for digit in [milliseconds / 100, milliseconds / 10 % 10, milliseconds % 10] {
            line.append(UInt8(ascii: "0") + UInt8(digit))
        }
        line.append(format == .json ? #"Z""# : "Z")
    }

    /// `2026-11-24T21:58:00`.
    private static func text(of second: time_t) -> String {
        var second = second
        var parts = tm()
        gmtime_r(&second, &parts)
        func digits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(parts.tm_year + 1900)-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday))"
        return "\(date)T\(digits(parts.tm_hour)):\(digits(parts.tm_min)):\(digits(parts.tm_sec))"
    }
}
