import Testing

@testable import CadastreHTTP

@Suite("Which pages of other origins may ask") struct CrossOriginPolicyTests {
    @Test("No origins, some, or all")
    func policies() {
        let some = ["https://a.example", "http://localhost:3000", "http://[::1]:1"]
        #expect(CrossOriginPolicy(origins: []) == CrossOriginPolicy.none)
        #expect(CrossOriginPolicy(origins: ["*"]) == .any)
        #expect(CrossOriginPolicy(origins: some) == .origins(Set(some)))
    }

    @Test(
        "What no browser would send as an origin is refused",
        arguments: [
            "null", "", "example.org", "https://", "https://a/", "https://A.example", "ftp://a", "https://a b", "*",
        ])
    func refused(_ origin: String) {
        #expect(CrossOriginPolicy(origins: ["https://a.example", origin]) == nil)
    }
}
