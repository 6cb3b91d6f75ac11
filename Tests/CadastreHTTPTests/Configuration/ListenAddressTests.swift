import Testing

@testable import CadastreHTTP

@Suite("Where a server listens") struct ListenAddressTests {
    @Test(
        "A host and a port are read, and written the same",
        arguments: [
            ("127.0.0.1:8080", "127.0.0.1", 8080, true), ("localhost:0", "localhost", 0, true),
            ("[::1]:65535", "::1", 65535, true), ("0.0.0.0:80", "0.0.0.0", 80, false), ("[::]:80", "::", 80, false),
            ("127.9.9.9:1", "127.9.9.9", 1, true), ("[::ffff:127.0.0.1]:1", "::ffff:127.0.0.1", 1, true),
            ("192.0.2.1:1", "192.0.2.1", 1, false), ("example.org:443", "example.org", 443, false),
        ])
    func read(_ text: String, _ host: String, _ port: Int, _ isLoopback: Bool) throws {
        let address = try #require(ListenAddress(text))
        #expect(address == ListenAddress(host: host, port: port))
        #expect(address.description == text)
        #expect(address.isLoopback == isLoopback)
    }

    @Test(
        "Anything else is none",
        arguments: [
            "", ":", "a", "a:", ":1", "a:65536", "a:-1", "a:+1", "a:1x", "::1:80", "[::1]", "[a]:1", "[::1:1", "a]:1",
            "a: 1", "[]:1",
        ])
    func none(_ text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
