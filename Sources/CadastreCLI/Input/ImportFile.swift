/// A file to import, opened, unzipped where it is zipped, and known for what it is by its first bytes.
struct ImportFile {
    enum Format: Equatable {
        case csv
        /// One JSON document a line.
        case ndjson
    }

    /// The file itself, whose `bytesRead` shows how far the import is.
    let file: FileSource
    /// What is in it.
    let content: BufferedSource
    let format: Format

    /// Opens the file at `path`; `-` is standard input.
    init(_ path: String) throws(CommandFailure) {
        file = try FileSource(path)
        let raw = BufferedSource(file)
        let isZipped = try raw.peek(2).elementsEqual([0x1F, 0x8B])
        content = isZipped ? BufferedSource(try GunzipSource(raw, name: file.name)) : raw
        format = try Self.format(of: content, name: file.name)
    }

    private static func format(of content: BufferedSource, name: String) throws(CommandFailure) -> Format {
        let mark = try content.peek(3)
        if mark.elementsEqual([0xEF, 0xBB, 0xBF]) { content.skip(3) }
        let start = try content.peek(4_096)
        // A NUL is UTF-16, a spreadsheet, a picture: no text in UTF-8 has one.
        guard !start.contains(0) else {
            throw CommandFailure(.refused, "\(name) is no text in UTF-8: import CSV or NDJSON, gzipped or not.")
        }
        guard let first = start.first(where: { !$0.isASCIISpace }) else {
            throw CommandFailure(.refused, "\(name) is empty.")
        }
        return first == UInt8(ascii: "{") ? .ndjson : .csv
    }
}

extension UInt8 {
    /// A space, a tab or the end of a line.
    var isASCIISpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension ImportFile {
    /// How much of the file has been read, 0 to 1; `nil` where nobody knows how much there is.
    var fractionRead: Double? {
        file.size.map { $0 == 0 ? 1 : Double(file.bytesRead) / Double($0) }
    }
}
