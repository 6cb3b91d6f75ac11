import Cadastre
import Testing

@testable import CadastreCLI

@Suite("Lines") struct LineReaderTests {
    @Test("Lines come without their breaks, blank ones are passed over and counted", arguments: [1, 2, 1_000])
    func lines(size: Int) throws {
        let reader = LineReader(ChunkedSource("one\n\n \r\ntwo\r\nthree", atMost: size), name: "file")
        var lines: [String] = []
        var numbers: [Int] = []
        while let line = try reader.next() {
            lines.append(String(decoding: line, as: UTF8.self))
            numbers.append(reader.line)
        }
        #expect(lines == ["one", "two\r", "three"])
        #expect(numbers == [1, 4, 5])
    }

    @Test("A line beyond the bound is refused with its number")
    func bound() throws {
        let longest = [UInt8](repeating: 0x61, count: LineSplitter.maximumLine)
        let reader = LineReader(ChunkedSource(longest + [0x0A] + longest + [0x61], atMost: 1 << 16), name: "file")
        #expect(try reader.next() == longest)
        let failure = #expect(throws: CommandFailure.self) { try reader.next() }
        #expect(failure?.sentence.contains("Line 2 of file") == true)
    }
}
