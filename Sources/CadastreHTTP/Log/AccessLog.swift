import Glibc
import HTTPTypes

/// One line a request: what was asked, what was answered, how long it took.
///
/// It holds nothing that the client has written but the name of the request: no path, which may be a password typed into
/// the wrong place, no query, no header field and no body.
final class AccessLog: Sendable {
    /// What is written of a request.
    struct Entry {
        let requestID: String
        /// `-` where it is none that a call has, or the request could not be read.
        let method: String
        /// The route's template; `nil` where no route has the path.
        let route: String?
        let status: Int
        /// How many bytes of content were answered.
        let bytes: Int
        let nanoseconds: UInt64
    }

    private let format: ServerConfiguration.LogFormat
    private let writer: LogWriter
    private let clock = LogClock()

    /// A log in `format`, written by `writer`.
    init(format: ServerConfiguration.LogFormat, writer: LogWriter) {
        self.format = format
        self.writer = writer
    }

    /// Writes a line.
    func write(_ entry: Entry) {
        writer.append { line in
            clock.append(to: &line, in: format)
            switch format {
            case .json: Self.appendJSON(entry, to: &line)
            case .text: Self.appendText(entry, to: &line)
            }
            line.append(UInt8(ascii: "\n"))
        }
    }

    private static func appendJSON(_ entry: Entry, to line: inout [UInt8]) {
        line.append(#","level":"info","message":"request","id":""#)
        line.append(entry.requestID)
        line.append(#"","method":""#)
        line.append(entry.method)
        line.append(#"","route":""#)
        line.append(entry.route ?? RequestMetrics.noRoute)
        line.append(#"","status":"#)
        line.append(entry.status)
        line.append(#","bytes":"#)
        line.append(entry.bytes)
        line.append(#","ms":"#)
        appendMilliseconds(entry.nanoseconds, to: &line)
        line.append("}")
    }

    private static func appendText(_ entry: Entry, to line: inout [UInt8]) {
        line.append(" info request ")
        line.append(entry.method)
        line.append(" ")
        line.append(entry.route ?? RequestMetrics.noRoute)
        line.append(" ")
        line.append(entry.status)
        line.append(" ")
        line.append(entry.bytes)
        line.append("B ")
        appendMilliseconds(entry.nanoseconds, to: &line)
        line.append("ms id=")
        line.append(entry.requestID)
    }

    /// With three digits after the point.
    private static func appendMilliseconds(_ nanoseconds: UInt64, to line: inout [UInt8]) {
        let microseconds = nanoseconds / 1000
        line.append(Int(microseconds / 1000))
        line.append(UInt8(ascii: "."))
        let rest = microseconds % 1000
        for digit in [rest / 100, rest / 10 % 10, rest % 10] { line.append(UInt8(ascii: "0") + UInt8(digit)) }
    }
}

extension [UInt8] {
    /// Appends text as UTF-8.
    mutating func append(_ text: String) { append(contentsOf: text.utf8) }

    /// Appends a number in decimal digits.
    mutating func append(_ number: Int) { append(contentsOf: String(number).utf8) }
}
