/// The lines of a source, one after another, without their line breaks.
final class LineReader {
    /// The longest line taken, in bytes: a property's 256 KiB of JSON and what stands around it, with room to spare.
    static let maximumLine = 1 << 20

    private let source: any ByteSource
    private let name: String
    private var chunk = [UInt8](repeating: 0, count: 64 * 1_024)
    private var unread: Range<Int> = 0..<0
    private var hasEnded = false
    /// The number of the line that `next` gave last, from 1.
    private(set) var line = 0

    init(_ source: any ByteSource, name: String) {
        self.source = source
        self.name = name
    }

    /// The next line that is not blank; `nil` at the end.
    func next() throws(CommandFailure) -> [UInt8]? {
        while let bytes = try nextLine() {
            if bytes.contains(where: { !$0.isASCIISpace }) { return bytes }
        }
        return nil
    }

    private func nextLine() throws(CommandFailure) -> [UInt8]? {
        var bytes: [UInt8] = []
        while true {
            if unread.isEmpty, try !fill() {
                if bytes.isEmpty { return nil }
                line += 1
                return bytes
            }
            let end = chunk[unread].firstIndex(of: UInt8(ascii: "\n"))
            bytes.append(contentsOf: chunk[unread.lowerBound..<(end ?? unread.upperBound)])
            guard bytes.count <= Self.maximumLine else {
                throw CommandFailure(
                    .refused, "Line \(line + 1) of \(name) is longer than \(Self.maximumLine) bytes.")
            }
            unread = (end.map { $0 + 1 } ?? unread.upperBound)..<unread.upperBound
            if end != nil {
                line += 1
                return bytes
            }
        }
    }

    private func fill() throws(CommandFailure) -> Bool {
        guard !hasEnded else { return false }
        let count = try source.read(into: &chunk)
        unread = 0..<count
        hasEnded = count == 0
        return !hasEnded
    }
}
