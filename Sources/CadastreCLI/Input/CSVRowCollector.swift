/// Gathers cells into rows and counts the lines of the file, from what libcsv reports.
///
/// A line ends in `\n`, `\r\n` or `\r`, in a quoted cell as between rows.
struct CSVRowCollector {
    /// The row whose cells are arriving.
    private(set) var row = CSVRow(line: 1)
    private var rows: [CSVRow] = []
    /// The line of the file that is being read.
    private var line = 1
    private var endedInCarriageReturn = false

    /// Takes a cell.
    mutating func endCell(_ cell: UnsafeRawBufferPointer) {
        if row.count == 0 { row.line = line }
        row.append(cell)
        var previous: UInt8 = 0
        for byte in cell {
            if byte == 0x0D || (byte == 0x0A && previous != 0x0D) { line += 1 }
            previous = byte
        }
        endedInCarriageReturn = false
    }

    /// Takes the end of a row, or of a line without cells.
    ///
    /// - Parameter terminator: The byte that ended it, -1 at the end of the file.
    mutating func endRow(_ terminator: CInt) {
        let completesCarriageReturn = terminator == 0x0A && endedInCarriageReturn
        if !completesCarriageReturn { line += 1 }
        endedInCarriageReturn = terminator == 0x0D
        if row.count > 0 { rows.append(row) }
        row = CSVRow(line: line)
    }

    /// The rows that have ended since the last call.
    mutating func takeRows() -> [CSVRow] {
        defer { rows.removeAll(keepingCapacity: true) }
        return rows
    }
}
