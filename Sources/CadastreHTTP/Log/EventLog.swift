public import Logging

extension LogWriter {
    /// A logger whose lines stand among those of the access log, in the same form.
    public func makeLogger(label: String, format: ServerConfiguration.LogFormat, level: Logger.Level) -> Logger {
        let clock = LogClock()
        var logger = Logger(label: label) { _ in EventLog(writer: self, format: format, clock: clock) }
        logger.logLevel = level
        return logger
    }
}

/// Writes what happens to the server itself, line by line.
private struct EventLog: LogHandler {
    let writer: LogWriter
    let format: ServerConfiguration.LogFormat
    let clock: LogClock
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    var metadataProvider: Logger.MetadataProvider?

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let details = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let line =
            switch format {
            case .json: Self.json(event, details)
            case .text: Self.text(event, details)
            }
        writer.append { bytes in
            clock.append(to: &bytes, in: format)
            bytes += line
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    /// The members after the time, and the closing brace.
    private static func json(_ event: LogEvent, _ details: [(key: String, value: Logger.MetadataValue)]) -> [UInt8] {
        var line: [UInt8] = []
        let members = [("level", event.level.rawValue), ("message", event.message.description)]
        for (name, value) in members + details.map({ ($0.key, $0.value.description) }) {
            line.append(",")
            line.append(quoted: name)
            line.append(":")
            line.append(quoted: value)
        }
        line.append("}")
        return line
    }

    private static func text(_ event: LogEvent, _ details: [(key: String, value: Logger.MetadataValue)]) -> [UInt8] {
        let words = [event.level.rawValue, event.message.description] + details.map { "\($0)=\($1)" }
        // One event is one line, whatever it tells of.
        return Array((" " + words.joined(separator: " ")).utf8.map { $0 < 0x20 ? 0x20 : $0 })
    }
}

extension [UInt8] {
    /// Appends text as a JSON string.
    fileprivate mutating func append(quoted text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(contentsOf: [UInt8(ascii: "\\"), byte])
            case UInt8(ascii: "\n"): append("\\n")
            case 0..<0x20: append("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
