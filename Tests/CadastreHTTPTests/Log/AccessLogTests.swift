import StrictJSON
import TestSupport
import Testing

@testable import CadastreHTTP

@Suite("The access log") struct AccessLogTests {
    private static func line(
        path: String?, route: String? = "/v1/properties/{id}", _ format: ServerConfiguration.LogFormat = .json
    ) -> String {
        let lines = LogLines()
        AccessLog(format: format, writer: lines.writer).write(
            AccessLog.Entry(
                requestID: "abc", method: "GET", route: route, path: path, status: 200, bytes: 804,
                nanoseconds: 1_234_567))
        return lines.text
    }

    @Test("A line is one JSON object")
    func json() throws {
        let text = Self.line(path: "/v1/properties/01a20fd3-d988-7348-a844-ffebd6e4f229")
        #expect(text.hasSuffix("}\n"))
        let line = try Array(text.utf8.dropLast()).parsed
        let time = try #require(line["time"]?.string)
        #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        #expect(
            line.object?.map(\.name)
                == ["time", "level", "message", "id", "method", "route", "path", "status", "bytes", "ms"])
        #expect(line["id"] == "abc")
        #expect(line["route"] == "/v1/properties/{id}")
        #expect(line["path"] == "/v1/properties/01a20fd3-d988-7348-a844-ffebd6e4f229")
        #expect(line["status"] == 200)
        #expect(line["bytes"] == 804)
        #expect(text.contains(#""ms":1.234}"#))
    }

    @Test("A line is words for a reader")
    func text() {
        let line = Self.line(path: "/v1/types", route: "/v1/types", .text)
        #expect(
            line.wholeMatch(
                of: /[-\d]{10}T[:.\d]{12}Z info request GET \/v1\/types 200 804B 1\.234ms id=abc route=\/v1\/types\n/)
                != nil, "\(line)")
    }

    @Test(
        "What might be somebody's secret, or break a line, is a star",
        arguments: [
            ("/v1/users/ada@example.org", "/v1/users/*"), ("/v1/users/eyJhbGciOiJIUzI1NiJ9.e30.x", "/v1/users/*"),
            ("/v1/users/%40", "/v1/users/*"), ("/a/b_c/d", "/a/*/d"), ("/\"}\\", "/*"), ("/é", "/*"), ("/ADA", "/*"),
            ("/wp-admin/setup.php", "/wp-admin/setup.php"), ("/", "/"), ("//a", "//a"), (nil, "-"), ("a\u{0}b", "*"),
        ] as [(String?, String)])
    func paths(_ path: String?, _ shown: String) throws {
        let line = try Array(Self.line(path: path, route: nil).utf8.dropLast()).parsed
        #expect(line["path"]?.string == shown)
        #expect(line["route"] == "none")
    }

    @Test("A path of any length takes bounded room")
    func longPath() throws {
        let line = Self.line(path: "/" + String(repeating: "a", count: 10_000))
        #expect(line.utf8.count < 600)
    }
}
