import Testing

@testable import CadastreHTTP

@Suite("The warning of an old read") struct OldReadWarningTests {
    @Test("It comes when the time is over, when that has doubled, and anew for the next such read")
    func due() {
        var warning = OldReadWarning(patience: 60)
        let looks: [(seconds: Double, isDue: Bool)] = [
            (0, false), (59, false), (61, true), (76, false), (121, false), (122, true), (200, false), (250, true),
            (0, false), (59, false), (60, true), (61, false), (10, false), (70, true),
        ]
        for (seconds, isDue) in looks {
            let says = warning.isDue(after: seconds)
            #expect(says == isDue, "after \(seconds) seconds")
        }
    }
}
