import Logging
import StrictJSON
import TestSupport
import Testing

@testable import CadastreHTTP

@Suite("The log of events") struct EventLogTests {
    @Test("An event is one JSON object, with what goes with it")
    func json() throws {
        let lines = LogLines()
        var logger = lines.writer.makeLogger(label: "test", format: .json, level: .info)
        logger[metadataKey: "store"] = "a"
        logger.error("It \"broke\"\n", metadata: ["id": "7"])
        logger.debug("nobody asked")
        #expect(lines.lines.count == 1)
        let line = try Array(lines.text.utf8.dropLast()).parsed
        #expect(line.object?.map(\.name) == ["time", "level", "message", "id", "store"])
        #expect(line["level"] == "error")
        #expect(line["message"] == "It \"broke\"\n")
        #expect(line["id"] == "7")
    }

    @Test("An event is one line of words")
    func text() {
        let lines = LogLines()
        lines.writer.makeLogger(label: "test", format: .text, level: .info).warning("Two\nlines", metadata: ["a": "b"])
        #expect(lines.lines.count == 1)
        #expect(lines.text.hasSuffix("Z warning Two lines a=b\n"))
    }
}
