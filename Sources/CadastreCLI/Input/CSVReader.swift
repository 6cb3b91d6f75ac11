import CCSV

/// The rows of a CSV file (RFC 4180), read through libcsv as they come.
///
/// Quotes, doubled quotes and line breaks in quotes are understood, blank lines are passed over, spaces are kept.
/// Memory is bounded by one chunk of the file and the longest row.
final class CSVReader {
    /// The longest row taken, in bytes. A row beyond it is most likely a quote that nobody closed.
    static let maximumRow = 4 << 20

    private let source: any ByteSource
    private let name: String
    // libcsv keeps its state here and gets the address at each call.
    private let parser: UnsafeMutablePointer<csv_parser>
    private var chunk = [UInt8](repeating: 0, count: 64 * 1_024)
    private var hasEnded = false
    /// Rows that are read and not given out, the last first.
    private var ready: [CSVRow] = []
    private var collected = CSVRowCollector()

    init(_ source: any ByteSource, name: String) throws(CommandFailure) {
        self.source = source
        self.name = name
        parser = .allocate(capacity: 1)
        parser.initialize(to: csv_parser())
        // Every line break is reported, so that lines can be counted.
        guard csv_init(parser, UInt8(CSV_REPALL_NL)) == 0 else {
            throw CommandFailure(.fault, "libcsv does not start.")
        }
        // No byte is white space to be trimmed: text is stored as it was written.
        csv_set_space_func(parser) { _ in 0 }
    }

    deinit {
        csv_free(parser)
        parser.deallocate()
    }

    /// The next row; `nil` at the end.
    ///
    /// - Throws: A sentence where the file can't be read, a row is longer than ``maximumRow``, or a quote is open.
    func next() throws(CommandFailure) -> CSVRow? {
        while true {
            if let row = ready.popLast() { return row }
            if hasEnded { return nil }
            try parseChunk()
            ready = collected.takeRows().reversed()
        }
    }

    private func parseChunk() throws(CommandFailure) {
        let count = try source.read(into: &chunk)
        hasEnded = count == 0
        // At the end, and only there, a quote that is open is an error.
        if hasEnded { csv_set_opts(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI)) }
        let parsed = withUnsafeMutablePointer(to: &collected) { collector in
            hasEnded
                ? csv_fini(parser, Self.endOfCell, Self.endOfRow, collector) == 0
                : csv_parse(parser, chunk, count, Self.endOfCell, Self.endOfRow, collector) == count
        }
        let row = collected.row
        guard row.byteCount + parser.pointee.entry_pos <= Self.maximumRow, parsed || !hasEnded else {
            throw CommandFailure(
                .refused, "The row that begins in line \(row.line) of \(name) does not end: is a quote left open?")
        }
        guard parsed else {
            throw CommandFailure(.fault, "libcsv can't go on: \(String(cString: csv_strerror(csv_error(parser)))).")
        }
    }

    private static let endOfCell: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
        cell, count, collector in
        collector?.assumingMemoryBound(to: CSVRowCollector.self).pointee
            .endCell(UnsafeRawBufferPointer(start: cell, count: count))
    }

    private static let endOfRow: @convention(c) (CInt, UnsafeMutableRawPointer?) -> Void = { terminator, collector in
        collector?.assumingMemoryBound(to: CSVRowCollector.self).pointee.endRow(terminator)
    }
}
