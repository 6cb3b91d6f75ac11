import Cadastre

/// The rows of a table as the register takes them, one after another.
struct TableRows {
    private let reader: CSVReader
    private let columns: Columns

    init(_ reader: CSVReader, map: ColumnMap, file: String) throws(CommandFailure) {
        self.reader = reader
        guard let heading = try reader.next() else { throw CommandFailure(.refused, "\(file) is empty.") }
        columns = try Columns(map, in: heading, of: file)
    }

    /// The next row, or why it can't be read; `nil` at the end.
    func next() throws(CommandFailure) -> Result<ImportRow, ImportRejection>? {
        guard let cells = try reader.next() else { return nil }
        return Result { () throws(ImportRejection) in try columns.row(from: cells) }
    }
}
