import Testing

@testable import CadastreCLI

@Suite("CSV") struct CSVReaderTests {
    struct Row: Equatable, CustomStringConvertible {
        let line: Int
        let cells: [String?]

        init(_ line: Int, _ cells: String?...) {
            self.line = line
            self.cells = cells
        }

        init(_ row: CSVRow) {
            line = row.line
            cells = (0..<row.count).map { row.text($0) }
        }

        var description: String { "\(line): \(cells.map { $0 ?? "not UTF-8" })" }
    }

    static let files: [(text: String, rows: [Row])] = [
        ("", []),
        ("\n\r\n\n", []),
        ("a,b\n1,2\n", [Row(1, "a", "b"), Row(2, "1", "2")]),
        ("a,b\n1,2", [Row(1, "a", "b"), Row(2, "1", "2")]),
        ("a,b\r\n1,2\r\n", [Row(1, "a", "b"), Row(2, "1", "2")]),
        ("a\r1\r2\r", [Row(1, "a"), Row(2, "1"), Row(3, "2")]),
        ("a\n\n\n1\r\n\r\n2", [Row(1, "a"), Row(4, "1"), Row(6, "2")]),
        (",\n\"\"\n", [Row(1, "", ""), Row(2, "")]),
        (" a , b \n", [Row(1, " a ", " b ")]),
        ("\" a \",\"b\"\"c\"\n", [Row(1, " a ", "b\"c")]),
        ("5\" screen,x\n", [Row(1, "5\" screen", "x")]),
        ("\"a\nb\",c\nd,e\n", [Row(1, "a\nb", "c"), Row(3, "d", "e")]),
        ("\"a\r\nb\rc\",d\ne\n", [Row(1, "a\r\nb\rc", "d"), Row(4, "e")]),
        ("Échoppe,Bègles\n", [Row(1, "Échoppe", "Bègles")]),
    ]

    @Test("Rows come with their cells and the line they begin in, however the file arrives", arguments: files)
    func rows(_ file: (text: String, rows: [Row])) throws {
        for size in [1, 2, 3, 7, 1_000] {
            #expect(try read(ChunkedSource(file.text, atMost: size)) == file.rows, "\(size) bytes at a time")
        }
    }

    @Test("A cell that is not UTF-8 has no text and its neighbours do")
    func notUTF8() throws {
        let rows = try read(ChunkedSource([0x61, 0x2C, 0xC3, 0x28, 0x2C, 0x62, 0x0A], atMost: 100))
        #expect(rows == [Row(1, "a", nil, "b")])
    }

    @Test("A quote that is left open is told with the line where its row begins")
    func openQuote() throws {
        let failure = #expect(throws: CommandFailure.self) {
            try read(ChunkedSource("a\nb\n\"c\nd\n", atMost: 100))
        }
        #expect(failure?.status == .refused)
        #expect(failure?.sentence.contains("line 3 of test.csv") == true)
        #expect(failure?.sentence.contains("quote") == true)
    }

    @Test("A row without end is given up before it fills the memory")
    func endlessRow() throws {
        let reader = try CSVReader(EndlessSource(opening: "a\n\""), name: "test.csv")
        #expect(try reader.next()?.count == 1)
        #expect(throws: CommandFailure.self) { try reader.next() }
    }

    private func read(_ source: ChunkedSource) throws -> [Row] {
        let reader = try CSVReader(source, name: "test.csv")
        var rows: [Row] = []
        while let row = try reader.next() { rows.append(Row(row)) }
        #expect(try reader.next().map(Row.init) == nil)
        return rows
    }
}

/// A source that never ends: its opening, then the same letter for ever.
private final class EndlessSource: ByteSource {
    private let opening: ChunkedSource

    init(opening: String) {
        self.opening = ChunkedSource(opening, atMost: 1_000)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = opening.read(into: buffer)
        guard count == 0 else { return count }
        for index in buffer.indices { buffer[index] = UInt8(ascii: "x") }
        return buffer.count
    }
}
