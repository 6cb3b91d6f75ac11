import Cadastre
import Testing

@testable import CadastreHTTP

@Suite("Blocks of addresses") struct NetworkBlockTests {
    @Test(
        "An address is in a block whose first bits it has",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "10.1.2.4", false), ("10.1.2.0/23", "10.1.3.255", true), ("10.1.2.0/23", "10.1.4.0", false),
            ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "2001:db8::1", true),
            ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
            ("::1", "::1", true), ("127.0.0.0/8", "::ffff:127.0.0.1", true), ("192.0.2.4/30", "192.0.2.7", true),
            ("192.0.2.4/30", "192.0.2.8", false),
        ])
    func contains(_ block: String, _ address: String, _ isIn: Bool) throws {
        let block = try #require(NetworkBlock(block))
        #expect(block.contains(try #require(NetworkAddress(address))) == isIn)
    }

    @Test(
        "What is no block, or has bits beyond its prefix, is refused",
        arguments: [
            "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/08", "10.0.0.1/8", "::/129",
            "2001:db8::1/64", "a/8", "10.0.0.0/8/8", "fe80::%eth0/64",
        ])
    func none(_ text: String) {
        #expect(NetworkBlock(text) == nil)
    }
}
