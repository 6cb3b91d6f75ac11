import Testing

@testable import CadastreHTTP

@Suite("Lines of several threads") struct LogMergeTests {
    @Test(
        "Lines stand by their times, those of one thread in their order",
        arguments: [
            (parts: [], merged: ""),
            (parts: ["", ""], merged: ""),
            (parts: ["", "2 b\n1 a\n"], merged: "2 b\n1 a\n"),
            (parts: ["1 a\n3 c\n", "2 b\n4 d\n"], merged: "1 a\n2 b\n3 c\n4 d\n"),
            (parts: ["3 c\n1 a\n", "2 b\n"], merged: "2 b\n3 c\n1 a\n"),
            (parts: ["1 a\n", "1 a\n", "1 a\n2 b\n"], merged: "1 a\n1 a\n1 a\n2 b\n"),
            (parts: ["\n1 a\n", "0 z"], merged: "\n0 z1 a\n"),
        ])
    func order(parts: [String], merged: String) {
        #expect(LogMerge.lines(of: parts.map { Array($0.utf8) }) == Array(merged.utf8))
    }

    @Test("Behind its time, as a line of JSON has it, what it says has no say")
    func sameTime() {
        let time = String(repeating: "1", count: 32)
        let parts = ["\(time)b\n", "\(time)a\n"].map { Array($0.utf8) }
        #expect(LogMerge.lines(of: parts) == parts[0] + parts[1])
    }
}
