import Cadastre

/// A table as its options describe it.
struct TableSource {
    /// The name of the source, by which ids of rows and owners are told apart.
    let name: String
    private let map: ColumnMap

    /// Reads the options.
    ///
    /// - Throws: `.usage` where one is missing or not understood.
    init(_ arguments: TableArguments, of file: String) throws(CommandFailure) {
        map = try arguments.columnMap()
        name = try arguments.sourceName(of: file)
        if let complaint = TableImport.complaint(aboutSource: name) {
            throw CommandFailure(.usage, "--source \(complaint).")
        }
    }

    /// The rows of `input`, after its heading.
    func rows(of input: ImportFile) throws(CommandFailure) -> TableRows {
        try TableRows(CSVReader(input.content, name: input.file.name), map: map, file: input.file.name)
    }
}

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
