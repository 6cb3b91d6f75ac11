import Testing

@testable import CadastreHTTP

@Suite("The codings that a client takes") struct ContentCodingTests {
    @Test(
        "gzip is used where the client takes it",
        arguments: [
            ("gzip", true), ("GZIP", true), ("x-gzip", true), ("deflate, gzip;q=0.5, br", true), ("*", true),
            ("gzip, *;q=0", true), ("br, *;q=0.1", true), ("gzip;q=0.001", true), ("identity;q=1, *;q=0.5", true),
            ("", false), ("identity", false), ("br", false), ("gzip;q=0", false), ("gzip; q=0.0", false),
            ("*;q=0", false), ("*, gzip;q=0", false), ("gzipped", false),
        ])
    func gzip(_ value: String, _ isAccepted: Bool) {
        #expect(ContentCoding.acceptsGzip(value) == isAccepted)
    }
}
