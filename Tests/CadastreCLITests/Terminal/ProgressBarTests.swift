import Testing

@testable import CadastreCLI

@Suite("A progress bar") struct ProgressBarTests {
    @Test("It shows the title, the part that is done, what was done and the time")
    func line() {
        let line = ProgressBar.line(
            title: "Importing a.csv", fraction: 0.5, detail: "9,471 rows", elapsed: .milliseconds(1_340), width: 80)
        #expect(line == "Importing a.csv  ━━━━━━━━━━━━━━━───────────────  9,471 rows  1.3 s")
    }

    @Test("It fits the terminal, however narrow", arguments: [1, 2, 20, 30, 45, 60, 200])
    func narrow(width: Int) {
        for fraction in [nil, 0, 0.3, 1, 7] as [Double?] {
            let line = ProgressBar.line(
                title: "Importing a.csv", fraction: fraction, detail: "9 rows", elapsed: .seconds(1), width: width)
            #expect(line.count < width)
        }
    }

    @Test("Without a known end there is no bar")
    func unknownEnd() {
        let line = ProgressBar.line(title: "Reading", fraction: nil, detail: "1 row", elapsed: .seconds(1), width: 80)
        #expect(line == "Reading  1 row  1.0 s")
    }
}
