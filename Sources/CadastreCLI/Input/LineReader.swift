import Cadastre

/// The lines of a source, one after another, without their line breaks.
final class LineReader {
    private let source: any ByteSource
    private let name: String
    private var lines = LineSplitter()
    /// The number of the line that `next` gave last, from 1.
    var line: Int { lines.line }

    init(_ source: any ByteSource, name: String) {
        self.source = source
        self.name = name
    }

    /// The next line that is not blank; `nil` at the end.
    func next() throws(CommandFailure) -> [UInt8]? {
        let next = try lines.next { (chunk: inout [UInt8]) throws(CommandFailure) in try source.read(into: &chunk) }
        switch next {
        case .bytes(let bytes): return bytes
        case .end: return nil
        case .tooLong:
            throw CommandFailure(
                .refused, "Line \(line) of \(name) is longer than \(LineSplitter.maximumLine) bytes.")
        }
    }
}
