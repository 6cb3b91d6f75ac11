import StrictJSON
import TestSupport
import Testing

@testable import CadastreHTTP

@Suite("The access log") struct AccessLogTests {
    private static func line(
        route: String? = "/v1/properties/{id}", _ format: ServerConfiguration.LogFormat = .json
    ) -> String {
        let lines = LogLines()
        AccessLog(format: format, writer: lines.writer).write(
            AccessLog.Entry(
                requestID: "abc", method: "GET", route: route, status: 200, bytes: 804, nanoseconds: 1_234_567))
        return lines.text
    }

    @Test("A line is one JSON object")
    func json() throws {
        let text = Self.line()
        #expect(text.hasSuffix("}\n"))
        let line = try Array(text.utf8.dropLast()).parsed
        let time = try #require(line["time"]?.string)
        #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        #expect(
            line.object?.map(\.name)
                == ["time", "level", "message", "id", "method", "route", "status", "bytes", "ms"])
        #expect(line["id"] == "abc")
        #expect(line["route"] == "/v1/properties/{id}")
        #expect(line["status"] == 200)
        #expect(line["bytes"] == 804)
        #expect(text.contains(#""ms":1.234}"#))
    }

    @Test("A line is words for a reader")
    func text() {
        let line = Self.line(route: "/v1/types", .text)
        #expect(
            line.wholeMatch(
                of: /[-\d]{10}T[:.\d]{12}Z info request GET \/v1\/types 200 804B 1\.234ms id=abc\n/)
                != nil, "\(line)")
    }

    @Test("A path that no route has is none")
    func noRoute() throws {
        let line = try Array(Self.line(route: nil).utf8.dropLast()).parsed
        #expect(line["route"] == "none")
    }
}
