/// One row of a CSV file, as the bytes of its cells.
struct CSVRow {
    /// The line of the file that the row begins in, from 1.
    var line: Int
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    init(line: Int) {
        self.line = line
    }

    /// How many cells there are.
    var count: Int { ends.count }
    /// How many bytes the cells have together.
    var byteCount: Int { bytes.count }

    /// The bytes of a cell.
    subscript(column: Int) -> ArraySlice<UInt8> {
        bytes[(column == 0 ? 0 : ends[column - 1])..<ends[column]]
    }

    /// The text of a cell; `nil` where it is not UTF-8.
    func text(_ column: Int) -> String? {
        String(validating: self[column], as: UTF8.self)
    }

    /// Appends a cell.
    mutating func append(_ cell: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: cell)
        ends.append(bytes.count)
    }
}
