import Testing

@testable import CadastreCLI

@Suite("Quantities") struct QuantityTests {
    @Test("Thousands are parted", arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")])
    func grouped(number: Int, text: String) {
        #expect(Quantity.grouped(number) == text)
    }

    @Test("One is singular", arguments: [(0, "0 rows"), (1, "1 row"), (2_000, "2,000 rows")])
    func counted(number: Int, text: String) {
        #expect(Quantity.counted(number, "row", "rows") == text)
    }

    @Test(
        "Times",
        arguments: [(49, "0.0 s"), (1_340, "1.3 s"), (9_990, "10 s"), (75_000, "75 s"), (725_000, "12 min 5 s")])
    func time(milliseconds: Int, text: String) {
        #expect(Quantity.time(.milliseconds(milliseconds)) == text)
    }

    @Test(
        "Sizes",
        arguments: [
            (1, "1 byte"), (1_023, "1,023 bytes"), (1_536, "1.5 KiB"), (4_096, "4 KiB"), (12 << 20, "12 MiB"),
            (1 << 40, "1 TiB"),
        ])
    func bytes(count: Int, text: String) {
        #expect(Quantity.bytes(count) == text)
    }
}
