import Glibc

/// The value of `Date`, written once a second, by each thread.
final class HTTPDate: Sendable {
    private let texts = TextOfSecond { HTTPDate.text(of: $0) }

    /// Now, as `Tue, 15 Nov 1994 08:12:31 GMT`.
    var now: String { texts.text(of: time(nil)) }

    /// A moment, given in seconds since 1970, in the form of RFC 9110, 5.6.7, which no locale changes.
    static func text(of second: time_t) -> String {
        var second = second
        var parts = tm()
        gmtime_r(&second, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func twoDigits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(twoDigits(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900)"
        let time = "\(twoDigits(parts.tm_hour)):\(twoDigits(parts.tm_min)):\(twoDigits(parts.tm_sec))"
        return "\(days[Int(parts.tm_wday)]), \(date) \(time) GMT"
    }
}
