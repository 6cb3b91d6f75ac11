import Testing

@testable import Cadastre

@Suite("Lines of bytes that come in pieces") struct LineSplitterTests {
    private struct Broken: Error {}

    /// Gives bytes, at most so many at once.
    private struct Source {
        var rest: ArraySlice<UInt8>
        let size: Int

        mutating func read(into chunk: inout [UInt8]) -> Int {
            let piece = rest.prefix(min(size, chunk.count))
            chunk.replaceSubrange(0..<piece.count, with: piece)
            rest = rest.dropFirst(piece.count)
            return piece.count
        }
    }

    @Test("Blank lines are passed over and counted, and the last needs no line break", arguments: [1, 2, 1_000])
    func lines(size: Int) {
        var source = Source(rest: Array("one\n\n \r\ntwo\r\nthree".utf8)[...], size: size)
        var splitter = LineSplitter()
        var lines: [String] = []
        var numbers: [Int] = []
        while case .bytes(let line) = splitter.next({ source.read(into: &$0) }) {
            lines.append(String(decoding: line, as: UTF8.self))
            numbers.append(splitter.line)
        }
        #expect(lines == ["one", "two\r", "three"])
        #expect(numbers == [1, 4, 5])
        guard case .end = splitter.next({ source.read(into: &$0) }) else {
            Issue.record("something comes after the end")
            return
        }
    }

    @Test("A line beyond the bound is told by its number")
    func bound() {
        let longest = [UInt8](repeating: 0x61, count: LineSplitter.maximumLine)
        var source = Source(rest: (longest + [0x0A] + longest + [0x61])[...], size: 1 << 16)
        var splitter = LineSplitter()
        guard case .bytes(longest) = splitter.next({ source.read(into: &$0) }),
            case .tooLong = splitter.next({ source.read(into: &$0) })
        else {
            Issue.record("the bound is another one")
            return
        }
        #expect(splitter.line == 2)
    }

    @Test("What the source throws comes out")
    func failure() {
        var splitter = LineSplitter()
        #expect(throws: Broken.self) { try splitter.next { _ throws(Broken) in throw Broken() } }
    }
}
