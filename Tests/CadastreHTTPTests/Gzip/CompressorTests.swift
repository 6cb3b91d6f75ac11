import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import CadastreHTTP

@Suite("Compressed answers") struct CompressorTests {
    private static func makeTable() -> CallTable {
        let table = CallTable.forTests()
        table.get("picture", answers: MediaType("image/png")) { _, _ in
            .content(ByteBuffer(bytes: [UInt8](repeating: 0, count: 5000)), MediaType("image/png"))
        }
        return table
    }

    @Test(
        "Texts above 1 KiB are compressed where the client takes it",
        arguments: [
            ("/long/1024", "gzip", false), ("/long/1025", "gzip", true), ("/long/1025", "identity", false),
            ("/long/1025", "gzip;q=0", false), ("/long/70000", "gzip", true), ("/long/3000000", "gzip", true),
            ("/stream", "gzip", true), ("/stream", "br", false), ("/picture", "gzip", false), ("/fixed", "gzip", false),
        ])
    func compressed(_ path: String, _ coding: String, _ isCompressed: Bool) async throws {
        let table = Self.makeTable()
        let listener = buildApplication(
            table, makeParts(table: table), on: ListenAddress(host: "127.0.0.1", port: 0))
        try await listener.test(.live) { client in
            let plain = try await client.execute(uri: path, method: .get, headers: [:])
            let answer = try await client.execute(uri: path, method: .get, headers: [.acceptEncoding: coding])
            #expect((answer.header(.contentEncoding) == "gzip") == isCompressed)
            #expect(answer.header(.vary) == "Accept-Encoding")
            #expect(plain.header(.contentEncoding).isEmpty)
            guard isCompressed else {
                #expect(answer.body == plain.body)
                return
            }
            #expect(answer.body != plain.body)
            #expect(try Gunzip.inflate(answer.body) == plain.body)
            if path != "/stream" { #expect(answer.header(.contentLength) == String(answer.body.readableBytes)) }
        }
    }

    @Test("Errors are compressed as any answer, and short ones are not")
    func errors() async throws {
        try await ServedRegister.with { served in
            let fields = (0..<60).map { #""unknown\#($0)":1"# }.joined(separator: ",")
            let answer = try await served.send(
                .post, "/v1/properties", as: .ada, json: "{\(fields)}", [.acceptEncoding: "gzip"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.header(.contentEncoding) == "gzip")
            let text = String(buffer: try Gunzip.inflate(answer.body))
            #expect(text.contains("unknown59"))
        }
    }
}
