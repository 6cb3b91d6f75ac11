import Glibc
import HTTPTypes

/// One line a request: what was asked, what was answered, how long it took.
///
/// It holds no query, no header field and no body, and of a path only what can't be somebody's secret.
final class AccessLog: Sendable {
    /// What is written of a request.
    struct Entry {
        let requestID: String
        let method: String
        /// The route's template; `nil` where no route has the path.
        let route: String?
        /// The path without its query; `nil` where the request could not be read.
        let path: String?
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
        line.append(#"","path":""#)
        appendPath(entry.path, to: &line)
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
        appendPath(entry.path, to: &line)
        line.append(" ")
        line.append(entry.status)
        line.append(" ")
        line.append(entry.bytes)
        line.append("B ")
        appendMilliseconds(entry.nanoseconds, to: &line)
        line.append("ms id=")
        line.append(entry.requestID)
        line.append(" route=")
        line.append(entry.route ?? RequestMetrics.noRoute)
    }

    /// With three digits after the point.
    private static func appendMilliseconds(_ nanoseconds: UInt64, to line: inout [UInt8]) {
        let microseconds = nanoseconds / 1000
        line.append(Int(microseconds / 1000))
        line.append(UInt8(ascii: "."))
        let rest = microseconds % 1000
        for digit in [rest / 100, rest / 10 % 10, rest % 10] { line.append(UInt8(ascii: "0") + UInt8(digit)) }
    }

    /// Appends a path, with a star for each segment that might be a token, an address or a password typed into the
    /// wrong place: what is neither an id nor lower-case words.
    private static func appendPath(_ path: String?, to line: inout [UInt8]) {
        guard let path else { return line.append("-") }
        if path.utf8.allSatisfy(isHarmless), path.utf8.count <= maximumPathLength { return line.append(path) }
        let segments = path.prefix(maximumPathLength).split(separator: "/", omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            if index > 0 { line.append("/") }
            line.append(segment.utf8.allSatisfy(isHarmless) ? String(segment) : "*")
        }
    }

    private static let maximumPathLength = 256

    private static func isHarmless(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"),
            UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

extension [UInt8] {
    /// Appends text as UTF-8.
    mutating func append(_ text: String) { append(contentsOf: text.utf8) }

    /// Appends a number in decimal digits.
    mutating func append(_ number: Int) { append(contentsOf: String(number).utf8) }
}
