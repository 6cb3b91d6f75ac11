import Cadastre
import HTTPTypes
import Testing

@testable import CadastreHTTP

@Suite("Who asks behind a proxy") struct ClientAddressTests {
    @Test(
        "The last address that no trusted proxy stands for, and the peer where it is not trusted",
        arguments: [
            ("203.0.113.1", ["198.51.100.1"], "203.0.113.1"), ("10.0.0.1", [], "10.0.0.1"),
            ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", ["192.0.2.66, 198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", ["192.0.2.66", "198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", ["198.51.100.1, 10.0.0.2"], "198.51.100.1"), ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"), ("10.0.0.1", ["[2001:db8::1]:4711"], "2001:db8::1"),
            ("10.0.0.1", ["2001:db8::1"], "2001:db8::1"), ("10.0.0.1", ["198.51.100.1, unknown"], "10.0.0.1"),
            ("10.0.0.1", ["198.51.100.1, unknown, 10.0.0.2"], "10.0.0.2"), ("10.0.0.1", [""], "10.0.0.1"),
        ])
    func find(_ peer: String, _ forwarded: [String], _ expected: String) throws {
        let block = try #require(NetworkBlock("10.0.0.0/8"))
        var fields = HTTPFields()
        fields[values: .xForwardedFor] = forwarded
        let found = ClientAddress(trustedProxies: [block]).find(fields, peer: NetworkAddress(peer))
        #expect(found?.description == expected)
    }

    @Test("Without trusted proxies nobody is believed")
    func untrusted() {
        let found = ClientAddress(trustedProxies: []).find(
            [.xForwardedFor: "198.51.100.1"], peer: NetworkAddress("127.0.0.1"))
        #expect(found?.description == "127.0.0.1")
    }
}
