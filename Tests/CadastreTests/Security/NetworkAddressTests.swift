import Testing

@testable import Cadastre

@Suite("Network addresses") struct NetworkAddressTests {
    @Test(
        "Addresses are read and written in their usual form",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("::FFFF:c000:0201", "192.0.2.1"),
            ("2001:DB8:0:0::1", "2001:db8::1"), ("::1", "::1"), ("fe80::1%eth0", "fe80::1"), ("::", "::"),
        ])
    func reads(_ text: String, _ written: String) throws {
        #expect(try #require(NetworkAddress(text)).description == written)
    }

    @Test(
        "What is no address is refused",
        arguments: [
            "", "localhost", "192.0.2", "192.0.2.256", "192.0.2.1:80", "[::1]", "192.0.2.1%eth0", "1::2::3", " ::1",
            "192.0.2.1\u{0}", "::ffff:192.0.2.1.1", "%", String(repeating: "1", count: 1_000),
        ])
    func refuses(_ text: String) {
        #expect(NetworkAddress(text) == nil)
    }

    @Test(
        "A network is an IPv4 address or an IPv6 /64",
        arguments: [
            ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
            ("192.0.2.1", "::ffff:192.0.2.1", true),
            ("192.0.2.1", "::ffff:192.0.2.2", false), ("::1", "192.0.2.1", false), ("::1", "::ffff:1.1.1.1", false),
            ("2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", true),
            ("2001:db8:0:1::1", "2001:db8:0:2::1", false),
        ])
    func networks(_ first: String, _ second: String, _ areOne: Bool) throws {
        let addresses: [NetworkAddress] = try [first, second].map { try #require(NetworkAddress($0)) }
        let networks = addresses.map { Network($0) }
        #expect((networks[0] == networks[1]) == areOne)
        #expect((networks[0].bytes == networks[1].bytes) == areOne)
    }

    @Test("No address is a network of its own")
    func unknown() throws {
        #expect(Network(nil) == Network(nil))
        for address in ["0.0.0.0", "::"] {
            let address: NetworkAddress = try #require(NetworkAddress(address))
            #expect(Network(nil).bytes != Network(address).bytes)
        }
    }
}
